"""What is told of reports: how many, of what, how soon they were looked at, how many were justified; nothing small."""

import csv
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.reports.models import Report
from moderation.reports.reporting import Said, report, report_as_visitor
from moderation.review.cases import Case
from moderation.review.deciding import undo
from moderation.review.subjects import KINDS
from moderation.transparency import months
from moderation.transparency.counting import added_up
from moderation.transparency.figures import figures_of
from moderation.transparency.months import MonthOfNumbers, count_months, last_months, month_of, months_later
from moderation.transparency.numbers import numbers_of
from moderation.transparency.reports import Quarter, TransparencyReport, write_due
from moderation.transparency.timing import median_seconds
from tests.factories import a_member, a_post
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _what_was_just_decided_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The half minute in which it could be undone is over."""
    monkeypatch.setattr(months, "UNDO_WITHIN", -dt.timedelta(seconds=1))


def now_on() -> dict[str, Any]:
    return numbers_of(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), timezone.now() + dt.timedelta(days=1))


def reported(number: int, *, by_visitors: int = 0, reason: str = "unkind", **wanted: Any) -> Case:
    """A post that so many reported; decided as is `wanted`, if anything is."""
    post = a_post()
    item = KINDS["post"].one(post.pk)
    assert item is not None
    for _ in range(number):
        case = report(item, Said(reason), by=a_member()).case
    for _ in range(by_visitors):
        case = report_as_visitor(item, Said("fraud", words="Not theirs.")).case
    if wanted:
        assert post.author is not None
        by = wanted.pop("by")
        case.claim(by=by)
        a_decision(post.author, by=by, post=post, **wanted)
    return case


def test_reports_are_counted_by_who_and_what(mo: Member) -> None:
    reported(3, by_visitors=2)
    reported(4, reason="illegal")
    numbers = now_on()
    assert numbers["reports"] == 9
    assert numbers["reports_by_who"] == {"member": 7, "visitor": 2}
    assert numbers["reports_by_law"] == {"illegal": 6, "rules": 3}
    assert numbers["reports_by_kind"] == {"post": 9}
    assert numbers["reports_by_month"] == {f"{timezone.now():%Y-%m}": 9}
    assert (numbers["reports_by_outcome"], numbers["looked"]) == ({}, {})


def test_what_was_found_counts_when_it_is_decided_and_not_what_is_undone(mo: Member) -> None:
    reported(4, by=mo, person="warn")
    reported(3, by=mo, person="nothing")
    case = reported(5)
    about = case.about
    assert about is not None
    undo(a_decision(about, by=mo, post=KINDS["post"].thing(case.subject_id), later=False), by=mo)
    numbers = now_on()
    assert numbers["reports_by_outcome"] == {"right": 4, "nothing": 3}
    assert numbers["looked"] == {"2": {"0": 2}} and numbers["took"] == {"2": {"0": 2}}
    assert figures_of(numbers).justified == "57 %"


def test_a_share_that_would_tell_a_small_number_is_not_told(mo: Member) -> None:
    reported(5, by=mo, person="warn")
    reported(1, by=mo, person="nothing")
    figures = figures_of(now_on())
    assert figures.justified == ""
    told = {table.key: [part.words for part in table.parts] for table in figures.tables}
    assert sorted(told["justified"]) == ["fewer than 3", "not told"]
    assert [(span.looked, span.took) for span in figures.spans] == [("not told", "not told")]


def test_the_first_look_is_the_first_and_stays(ben: Member, mo: Member, mia: Member) -> None:
    case = reported(1)
    opened = timezone.now() - dt.timedelta(hours=5)
    Case.objects.filter(pk=case.pk).update(opened_at=opened)
    case.claim(by=mo)
    first = Case.objects.get().first_looked_at
    case.release(by=mo)
    case.claim(by=mia)
    assert Case.objects.get().first_looked_at == first
    assert now_on()["looked"] == {"2": {"300": 1}}


def test_months_add_up_to_what_is_counted_at_once() -> None:
    parts = [{"took": {"1": {"5": 2}}, "reports": 1}, {"took": {"1": {"5": 1, "120": 4}, "3": {"1": 1}}, "reports": 2}]
    assert added_up(parts) == {"took": {"1": {"5": 3, "120": 4}, "3": {"1": 1}}, "reports": 3}
    assert median_seconds({"5": 3, "120": 4}) == 7200
    assert median_seconds({"5": 3, "120": 2}) == 300
    assert median_seconds({}) is None


def test_a_month_that_is_over_is_counted_once_and_never_again(mo: Member) -> None:
    before = timezone.now() - dt.timedelta(days=45)
    reported(4)
    Report.objects.update(at=before)
    reported(3)
    assert count_months() == months_between(before)
    assert count_months() == 0
    cache.clear()
    assert last_months()["reports"] == 7
    Report.objects.filter(at=before).delete()
    cache.clear()
    assert last_months()["reports"] == 7, "it is not counted anew"
    reported(1)
    assert last_months()["reports"] == 7, "of this month for ten minutes"
    cache.clear()
    assert last_months()["reports"] == 8


def months_between(moment: dt.datetime) -> int:
    """How many months are over since."""
    now, month = month_of(timezone.now()), month_of(moment)
    return next(number for number in range(99) if months_later(month, number) == now)


def test_what_is_older_than_twelve_months_is_not_told_on_the_page() -> None:
    reported(3)
    Report.objects.update(at=timezone.now() - dt.timedelta(days=500))
    count_months()
    cache.clear()
    assert "reports" not in {key for key, value in last_months().items() if value}
    assert MonthOfNumbers.objects.earliest("month").numbers["reports"] == 3


def test_everybody_reads_it_on_the_page_in_the_report_and_in_the_table(as_: As, visitor: Any, mo: Member) -> None:
    cache.clear()
    reported(4, by_visitors=3, by=mo, person="warn")
    page = as_(visitor).get(reverse("transparency")).content.decode()
    for words in ("Who reported", "Illegal content", "What reports led to", "How long it took, by severity"):
        assert words in page
    write_due(Quarter.of(timezone.now()).next.begins_at + dt.timedelta(hours=5))
    made = TransparencyReport.objects.get()
    assert "Who reported" in as_(visitor).get(made.get_absolute_url()).content.decode()
    table = as_(visitor).get(reverse("transparency_csv", args=[made.year, made.number])).content.decode()
    rows = list(csv.reader(table.splitlines()))
    assert ["Reports", "", "7"] in rows and ["Who reported", "Visitors", "3"] in rows
    assert ["Reports found justified", "", "100 %"] in rows


def test_reports_of_quarters_from_before_are_shown_as_they_are(as_: As, visitor: Any) -> None:
    old = {"decisions": 5, "by_month": {"2026-01": 5}, "by_rule": {}, "by_content": {"hide": 5}, "reversed": 0}
    old |= {"by_person": {}, "by_kind": {}, "by_decider": {}, "appeals": 0, "appeals_by_outcome": {}}
    made = TransparencyReport.objects.create(year=2026, number=1, numbers=old | {"median_seconds": 20_400})
    page = as_(visitor).get(made.get_absolute_url()).content.decode()
    assert "5 h 40 min" in page and "Who reported" not in page
