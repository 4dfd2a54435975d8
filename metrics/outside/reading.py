"""Reading a table somebody handed in: which column is what, and what is wrong with which line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from metrics.outside.models import NAME_LENGTH, FactKind
from metrics.outside.taking import Told

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 40
MOST_FACTS = 100_000
"""Lines times columns that hold a fact: all of a table is taken in while somebody waits."""
WRONG_SHOWN, SAMPLES = 20, 3
LARGEST = 1e15
YES = frozenset({"yes", "y", "true", "1", "ja", "kyllä", "tak", "igen", "да"})
NO = frozenset({"no", "n", "false", "0", "nein", "ei", "nie", "nem", "нет"})
ADDRESS, DAY, LEFT_OUT = "address", "day", ""


class Unreadable(Exception):
    """The table cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Column:
    """One column: its heading and what stands in its first lines."""

    place: int
    heading: str
    samples: list[str]


@dataclass
class Looked:
    """What a table says under a mapping."""

    facts: list[Told] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of lines, and what is wrong with them: the first so many."""
    wrong_count: int = 0

    def is_wrong(self, line: int, why: str) -> None:
        """Remember a line that cannot be taken in."""
        self.wrong_count += 1
        if len(self.wrong) < WRONG_SHOWN:
            self.wrong.append((line, why))


def decoded(raw: bytes) -> str:
    """The text of a file. Raises Unreadable."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 5 MB. Split it and hand in the parts."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not in UTF-8. Save it as “CSV UTF-8” and hand it in again.")) from None
    if "\0" in text:
        raise Unreadable(_("This is no table in text. Save it as CSV and hand it in again."))
    return text


def rows_of(text: str) -> list[list[str]]:
    """Its lines, with the headings first; by commas, semicolons or tabs. Raises Unreadable."""
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=between, strict=True) if any(row)]
    except csv.Error as error:
        raise Unreadable(_("The table cannot be read: a quotation mark is open somewhere.")) from error
    if len(rows) < 2:
        raise Unreadable(_("The table is empty: it needs a line of headings and at least one more."))
    if len(rows) > MOST_ROWS + 1:
        raise Unreadable(_("The table has more than 50,000 lines. Split it and hand in the parts."))
    if len(rows[0]) > MOST_COLUMNS:
        raise Unreadable(_("The table has more than 40 columns. Leave out what is not needed."))
    return rows


def columns_of(rows: list[list[str]]) -> list[Column]:
    """What can be given a meaning."""
    return [
        Column(
            place, heading.strip()[:NAME_LENGTH] or str(place + 1),
            [_cell(row, place)[:40] for row in rows[1 : SAMPLES + 1]],
        )
        for place, heading in enumerate(rows[0])
    ]  # fmt: skip


def look(rows: list[list[str]], meanings: dict[str, str], names: dict[str, str], as_of: date) -> Looked:
    """What the table says: `meanings` gives each column (by place) a sort, ADDRESS, DAY or nothing."""
    found = Looked()
    address = next((int(place) for place, meaning in meanings.items() if meaning == ADDRESS), None)
    days = next((int(place) for place, meaning in meanings.items() if meaning == DAY), None)
    if address is None:
        return found
    told = [(int(place), sort) for place, sort in meanings.items() if sort in FactKind.Sort.values]
    for number, row in enumerate(rows[1:], 2):
        try:
            facts = list(_line(row, address, days, told, names, as_of))
        except ValidationError as error:
            found.is_wrong(number, " ".join(error.messages))
            continue
        found.facts += facts
    return found


def _line(
    row: list[str], address: int, days: int | None, told: list[tuple[int, str]], names: dict[str, str], as_of: date
) -> list[Told]:
    """The facts of one line. Raises ValidationError with what is wrong with it."""
    written = _cell(row, address)
    try:
        validate_email(written)
    except ValidationError:
        raise ValidationError(_("There is no e-mail address.")) from None
    day = day_of(_cell(row, days)) if days is not None and _cell(row, days) else as_of
    return [
        Told(written, names[str(place)], sort, day, value_of(sort, _cell(row, place)))
        for place, sort in told
        if _cell(row, place)
    ]


def value_of(sort: str, words: str) -> float:
    """Yes or no as 1 or 0, or the number. Raises ValidationError."""
    small = words.strip().lower()
    if sort == FactKind.Sort.YES_NO:
        if small in YES or small in NO:
            return float(small in YES)
        raise ValidationError(_("“%(words)s” is neither yes nor no.") % {"words": words[:40]})
    try:
        number = float(small.replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        raise ValidationError(_("“%(words)s” is no number.") % {"words": words[:40]}) from None
    if not isfinite(number) or abs(number) > LARGEST:
        raise ValidationError(_("“%(words)s” is no number.") % {"words": words[:40]})
    return number


def day_of(words: str) -> date:
    """A day as 2026-11-23. Raises ValidationError."""
    try:
        day = date.fromisoformat(words.strip()[:10])
    except ValueError:
        raise ValidationError(_("“%(words)s” is no day; write it as 2026-11-23.") % {"words": words[:40]}) from None
    if not date(1990, 1, 1) <= day <= date(2100, 1, 1):
        raise ValidationError(_("“%(words)s” is too far away.") % {"words": words[:40]})
    return day


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
