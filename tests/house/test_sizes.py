"""Files, functions and templates stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.house.source import files, python_files, short, templates

FORBIDDEN = {"utils", "helpers", "common", "base", "services", "selectors", "managers", "misc", "views2", "signals"}
FUNCTION = 40


def too_long(paths: list[Path], most: int) -> list[str]:
    """Files with more lines than they may have."""
    counted = ((short(path), len(path.read_text().splitlines())) for path in paths)
    return [f"{name}: {lines} lines" for name, lines in counted if lines > most]


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        (python_files(), 300),
        (files("tests", ending=".py"), 300),
        (templates(), 120),
        (files("static/js", ending=".js"), 150),
    ],
    ids=["python", "tests", "templates", "scripts"],
)
def test_files_can_be_read_at_once(paths: list[Path], most: int) -> None:
    assert not too_long(paths, most), f"More than {most} lines: give a concept a name and a file of its own."


def test_functions_can_be_read_at_once() -> None:
    long = []
    for path in python_files():
        functions = (
            n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        lengths = ((f"{short(path)}: {f.name}", (f.end_lineno or 0) - f.lineno + 1) for f in functions)
        long += [f"{name} has {length} lines" for name, length in lengths if length > FUNCTION]
    assert not long, f"More than {FUNCTION} lines."


def test_files_are_named_for_what_they_hold() -> None:
    named = [*python_files(), *files("tests", ending=".py")]
    assert not [short(path) for path in named if path.stem in FORBIDDEN]
    folders = {parent.name for path in named for parent in path.parents}
    assert not folders & FORBIDDEN
