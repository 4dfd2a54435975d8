"""Tables that people hand in, and what is wrong with them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from metrics.outside.models import FactKind
from metrics.outside.reading import Unreadable, columns_of, day_of, decoded, look, rows_of, value_of

DAY = date(2026, 11, 1)
TABLE = """E-mail;Renewed;Seats;When
ana@example.com;yes;12;2026-10-01
"bo@example.com";no;3;
nobody;yes;1;
cy@example.com;perhaps;1;
di@example.com;;;
"""
MEANINGS = {"0": "address", "1": "yes_no", "2": "number", "3": "day"}
NAMES = {"0": "E-mail", "1": "Renewed", "2": "Seats", "3": "When"}


def test_each_line_says_its_facts_or_why_it_cannot_be_read() -> None:
    found = look(rows_of(TABLE), MEANINGS, NAMES, DAY)
    said = [(fact.address, fact.name, fact.day, fact.value) for fact in found.facts]
    assert said == [
        ("ana@example.com", "Renewed", date(2026, 10, 1), 1.0), ("ana@example.com", "Seats", date(2026, 10, 1), 12.0),
        ("bo@example.com", "Renewed", DAY, 0.0), ("bo@example.com", "Seats", DAY, 3.0),
    ]  # fmt: skip
    assert found.wrong == [(4, "There is no e-mail address."), (5, "“perhaps” is neither yes nor no.")]
    assert found.wrong_count == 2


def test_columns_show_what_stands_in_them() -> None:
    columns = columns_of(rows_of(TABLE))
    assert [column.heading for column in columns] == ["E-mail", "Renewed", "Seats", "When"]
    assert columns[1].samples == ["yes", "no", "yes"]


@pytest.mark.parametrize("text", ["", "one line", "a,b\n", 'a,b\n"open,1\n', "a" + ",b" * 50 + "\n" + "1" + ",2" * 50])
def test_what_is_no_table_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        rows_of(text)
    assert str(refused.value).endswith(".")


def test_a_table_with_too_many_lines_is_refused() -> None:
    with pytest.raises(Unreadable):
        rows_of("a,b\n" + "1,2\n" * 50_001)


@pytest.mark.parametrize("raw", [b"\xff\xfea\x00", "a,ä".encode("latin-1"), b"a,b\n\0,1", b"a" * (5 * 1024 * 1024 + 1)])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        decoded(raw)


@pytest.mark.parametrize("words", ["", "later", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        day_of(words)


@pytest.mark.parametrize("words", ["nan", "inf", "1e400", "twelve", "1e99"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        value_of(FactKind.Sort.NUMBER, words)


@pytest.mark.parametrize(("words", "value"), [("Yes", 1.0), ("TRUE", 1.0), ("0", 0.0), ("nie", 0.0), ("Kyllä", 1.0)])
def test_yes_and_no_are_known_in_our_languages(words: str, value: float) -> None:
    assert value_of(FactKind.Sort.YES_NO, words) == value
