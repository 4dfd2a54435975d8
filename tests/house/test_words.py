"""One word for one thing, a sentence for everything that is public, and no text outside gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import python_files, sentences, short, templates

# What the glossary calls otherwise.
NEVER = re.compile(
    r"\b(topics?|categor(?:y|ies)|conversations?|users?|usernames?|karma|flag(?:s|ged)?|trust level|"
    r"please|oops|sorry|login|log in|log out|e-?mail address is invalid|invalid)\b|!",
    re.IGNORECASE,
)
# Words that stand on the screen as they are: names, keys, signs.
AS_THEY_ARE = {"Talkoot", "Ctrl", "Esc", "Enter", "Alt", "Shift", "Tab", "K", "Markdown", "Atom", "UTC", "CI", "B", "I"}
_HIDDEN = [
    r"\{#.*?#\}",
    r"\{% comment %\}.*?\{% endcomment %\}",
    r"\{% blocktranslate\b.*?\{% endblocktranslate %\}",
    r"\{% block \w*class %\}.*?\{% endblock[^%]*%\}",
    r"<(script|style)\b.*?</\1>",
    r"<svg\b.*?</svg>",
    r"<!--.*?-->",
    r"<!doctype[^>]*>",
    r"\{%.*?%\}",
    r"\{\{.*?\}\}",
    r"&[a-z]+;|&#\d+;",
]
_SPOKEN = re.compile(r"""\s(?:title|aria-label|placeholder|alt|aria-roledescription)=("[^"]*"|'[^']*')""")
_WORD = re.compile(r"[^\W\d_]{2,}")


def test_the_words_are_those_of_the_glossary() -> None:
    wrong = {f"{short(path)}: {text}" for path, text in sentences() if NEVER.search(text)}
    assert not sorted(wrong)


def bare_words(text: str) -> list[str]:
    """Words a reader sees that no translator does."""
    for pattern in _HIDDEN:
        text = re.sub(pattern, " ", text, flags=re.DOTALL | re.IGNORECASE)
    spoken = [value[1:-1] for value in _SPOKEN.findall(text)]
    seen = re.sub(r"""<[^>]*>|[\w-]+=(?:"[^"]*"|'[^']*')""", " ", text)
    return [word for part in (seen, *spoken) for word in _WORD.findall(part) if word not in AS_THEY_ARE]


def test_every_text_in_a_template_goes_through_gettext() -> None:
    texts = [path for path in templates() if "dev" not in path.parts and path.suffix in {".html", ".txt"}]
    assert len(texts) > 100
    bare = {short(path): words for path in texts if (words := bare_words(path.read_text()))}
    assert bare == {}


def nameable(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | ast.FunctionDef, bool]]:
    """Public classes and functions of a module, and whether each is a method."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node, False
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from ((n, True) for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


def overrides(node: ast.ClassDef | ast.FunctionDef, *, method: bool) -> bool:
    """What a library calls by this name needs no sentence of ours."""
    known = {"clean", "save", "handle", "add_arguments", "ready", "get_queryset", "get", "set", "delete", "get_many"}
    decorated = {ast.unparse(decorator) for decorator in node.decorator_list}
    return method and (
        node.name in known or node.name.startswith("clean_") or bool(decorated & {"overload", "override"})
    )


def silent(path: Path) -> list[str]:
    """What is public in a file and has no sentence."""
    tree = ast.parse(path.read_text())
    found = [n for n, method in nameable(tree) if not ast.get_docstring(n) and not overrides(n, method=method)]
    long = [node for node in found if len(node.body) > 1 or isinstance(node, ast.ClassDef)]
    return [f"{short(path)}:{node.lineno} {node.name}" for node in long]


def test_everything_public_says_what_it_is() -> None:
    assert len(python_files()) > 100
    assert [name for path in python_files() for name in silent(path)] == []


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    marked = [short(path) for path in [*python_files(), *templates()] if words.search(path.read_text())]
    assert not marked
