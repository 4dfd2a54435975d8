"""Scripts are found under the names of the collected files."""

import re

from tests.house.source import files, short


def test_modules_are_imported_by_names_that_are_written_out() -> None:
    """Another name would stay as it is when files are collected, and bring a second copy of all it imports."""
    composed = re.compile(r"""import\((?!["'])""")
    found = [short(path) for path in files("static/js", ending=".js") if composed.search(path.read_text())]
    assert not found
