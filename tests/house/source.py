"""The house as text: its files, its addresses, its sentences."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
APPS = ("members", "moderation", "community", "programs", "metrics")
"""From the ground floor up."""

TEMPLATES = ROOT / "templates"
_AWAY = {"migrations", "vendor", "node_modules", "var", ".venv"}


def files(*folders: str, ending: str) -> list[Path]:
    """Files of the house by ending, generated and foreign ones left out."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{ending}"))
    return sorted(path for path in found if not _AWAY & set(path.relative_to(ROOT).parts))


@cache
def python_files() -> list[Path]:
    """The product's Python, without tests and migrations."""
    return [ROOT / "manage.py", *files("config", *APPS, ending=".py")]


@cache
def templates(*, mail: bool = True) -> list[Path]:
    """Templates; those for developers and the checks of other rooms left out."""
    found = [path for path in files("templates", ending="") if path.suffix in {".html", ".txt", ".xml", ".js"}]
    return [path for path in found if mail or "mail" not in path.parts]


def short(path: Path) -> str:
    """A file's path from the top of the house."""
    return path.relative_to(ROOT).as_posix()


@cache
def calls() -> list[tuple[Path, str, ast.Call]]:
    """Every call of a function by its plain name in the product's Python: where, by which name, and the call."""
    return [
        (path, node.func.id, node)
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


# --- addresses ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf."""

    route: str
    name: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name or '-'} ({self.route})"


def addresses() -> list[Address]:
    """Every address of the product, those of libraries included."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, before: str, names: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route, arguments = before + str(pattern.pattern), (*names, *_arguments(pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route, arguments)
        else:
            yield Address(route, pattern.name or "", pattern.callback, arguments)


def _arguments(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(pattern.pattern.regex.groupindex) or tuple(getattr(pattern.pattern, "converters", {}))


# --- sentences ---------------------------------------------------------------------------------------------------

_STRING = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(?:n?pgettext\(\s*{_STRING}\s*,|(?:n?gettext(?:_lazy|_noop)?|_)\()\s*{_STRING}")
_NAMES = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2, "pgettext": 2,
    "pgettext_lazy": 2,
}  # fmt: skip
"""How many of the first arguments matter; of those that begin with a context, the first is no text."""


@cache
def sentences() -> list[tuple[Path, str]]:
    """Every text the product can say, and where."""
    return [*_sentences()]


def _sentences() -> Iterator[tuple[Path, str]]:
    for path, name, call in calls():
        if name in _NAMES:
            texts = call.args[name.startswith("p") : _NAMES[name]]
            yield from ((path, text) for arg in texts if (text := _text(arg)) is not None)
    for path in templates():
        # Django turns a template into calls of gettext; everything else in it becomes X.
        for _context, text in _CALL.findall(templatize(path.read_text())):
            yield path, ast.literal_eval(text)


def meanings() -> Iterator[tuple[str, str]]:
    """Every text whose English has two meanings: its context, and the text."""
    for path, name, call in calls():
        if name.startswith("pgettext"):
            context, text = map(_text, call.args)
            assert context and text, f"{short(path)}: a context and a text are written out."
            yield context, text
    for path in templates():
        for context, text in _CALL.findall(templatize(path.read_text())):
            if context:
                yield ast.literal_eval(context), ast.literal_eval(text)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
