"""What somebody typed into the box: words, "phrases", -words without, and filters such as in:questions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from community.search.registry import SHELVES
from community.search.states import STATES
from community.spaces.models import Kind, Made

LONGEST = 200
_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_FILTER = re.compile(r"(?P<name>[a-z]+):(?P<value>\S*)", re.IGNORECASE)
_WRITES = re.compile(r"\w")
_SORTS = ("latest",)


class TooLong(ValueError):
    """More than LONGEST characters."""


@dataclass(frozen=True)
class Filter:
    """A filter as it was typed; `value` in small letters."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True)
class Term:
    """A word or a phrase to find, or one that must not be there."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.is_unwanted else ''}{f'"{self.text}"' if self.is_phrase else self.text}"


@dataclass(frozen=True)
class Query:
    """A search, understood."""

    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    is_typing: bool = False
    """Whether the last word may be the beginning of one."""
    remarks: list[str] = field(default_factory=list)
    """Sentences about what was not understood."""
    asks: str = ""
    """The filter that was begun without a value, as "by:": its values are to be offered."""

    @property
    def wanted(self) -> list[Term]:
        """What has to be found."""
        return [term for term in self.terms if not term.is_unwanted]

    @property
    def unwanted(self) -> list[Term]:
        """What must not be there."""
        return [term for term in self.terms if term.is_unwanted]

    @property
    def words(self) -> str:
        """What is looked for, without filters."""
        return " ".join(map(str, self.terms))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.wanted and not [f for f in self.filters if f.name != "sort"]

    def value(self, name: str) -> str:
        """The value of a filter; the last one counts."""
        return next((f.value for f in reversed(self.filters) if f.name == name), "")

    def without(self, *names: str) -> Query:
        """The same search without filters of these names."""
        return replace(self, filters=tuple(f for f in self.filters if f.name not in names))

    def and_also(self, name: str, value: str) -> Query:
        """The same search with one more filter in place of those of its name."""
        return replace(self, filters=(*self.without(name).filters, Filter(name, value)))

    def __str__(self) -> str:
        return " ".join([*map(str, self.terms), *map(str, self.filters)])


def parse(typed: str) -> Query:
    """Understand what was typed. Never fails on strange input, but raises TooLong."""
    typed = "".join(c if c.isprintable() else " " for c in typed.replace("\0", ""))
    if len(typed) > LONGEST:
        raise TooLong
    terms: list[Term] = []
    filters: list[Filter] = []
    remarks: list[str] = []
    is_typing, asks = False, ""
    for piece in _PIECE.finditer(typed):
        word, phrase = piece["word"], piece["phrase"]
        named = _FILTER.fullmatch(word) if word and not piece["minus"] else None
        if named and named["name"].lower() in _CHECKS:
            _take(Filter(named["name"].lower(), named["value"].lower()), filters, remarks)
            asks = asks if named["value"] else named["name"].lower()
        elif named and named["value"][:2] != "//" and named["value"] and not named["value"][0].isdigit():
            remarks.append(_("There is no filter “%(name)s:”.") % {"name": named["name"][:20]})
        elif (text := word if phrase is None else phrase) and _WRITES.search(text):
            terms.append(Term(text.strip(), is_phrase=phrase is not None, is_unwanted=bool(piece["minus"])))
            is_typing = phrase is None and not piece["minus"] and piece.end() == len(typed)
    return Query(tuple(terms), tuple(filters), is_typing, remarks, asks)


def _take(one: Filter, filters: list[Filter], remarks: list[str]) -> None:
    """Keep a filter whose value makes sense; otherwise say what would."""
    remark = _CHECKS[one.name](one.value)
    if remark:
        remarks.append(remark)
    elif one not in filters:
        filters.append(one)


def day(value: str) -> dt.date | None:
    """A date as 2026-01-31; None if it is not one."""
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _one_of(name: str, known: tuple[str, ...] | list[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value in known:
            return ""
        choices = ", ".join(f"{name}:{choice}" for choice in known)
        return _("“%(typed)s” is not known. There is %(choices)s.") % {
            "typed": f"{name}:{value[:40]}",
            "choices": choices,
        }

    return check


def _a_day(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if day(value):
            return ""
        return _("A day is written like %(example)s.") % {"example": f"{name}:2026-01-31"}

    return check


def _something(name: str, example: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        return "" if value else _("After %(name)s comes what you mean, as in %(example)s.") % {
            "name": f"{name}:", "example": f"{name}:{example}",
        }  # fmt: skip

    return check


def _kind(value: str) -> str:
    """The kinds of threads, and what stands on shelves: known only once all rooms are loaded."""
    return _one_of("kind", [*Kind.values, *Made.values, *SHELVES])(value)


_CHECKS: dict[str, Callable[[str], str]] = {
    "in": _something("in", "questions"),
    "by": _something("by", "anna"),
    "tag": _something("tag", "spring"),
    "kind": _kind,
    "is": _one_of("is", list(STATES)),
    "has": _one_of("has", ["image"]),
    "after": _a_day("after"),
    "before": _a_day("before"),
    "sort": _one_of("sort", _SORTS),
}
"""Name of a filter -> what is wrong with a value, in a sentence; nothing if it makes sense."""
