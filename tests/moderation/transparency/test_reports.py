"""The report of a quarter writes itself once, and its numbers come out the same whenever they are worked out."""

import csv
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.ledger.models import Entry
from moderation.review.deciding import undo
from moderation.transparency.counting import added_up
from moderation.transparency.figures import figures_of
from moderation.transparency.numbers import numbers_of
from moderation.transparency.reports import Quarter, TransparencyReport, write_due
from moderation.transparency.tasks import write_transparency_reports
from moderation.transparency.timing import median_seconds, of_all
from tests.factories import a_member
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def now_on() -> dict[str, Any]:
    """The numbers of all time."""
    return numbers_of(dt.datetime(2000, 1, 1, tzinfo=dt.UTC), timezone.now() + dt.timedelta(days=1))


def next_quarter() -> dt.datetime:
    """The first morning of the next quarter."""
    return Quarter.of(timezone.now()).next.begins_at + dt.timedelta(hours=5)


def test_quarters_begin_and_follow_one_another() -> None:
    last = Quarter.of(dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC))
    assert (last.name, last.next.name) == ("2026-q4", "2027-q1")
    assert last.first_day == dt.date(2026, 10, 1)


def test_what_counts(ben: Member, mo: Member, mia: Member) -> None:
    made = [a_decision(a_member(), by=mo) for _ in range(3)]
    a_decision(ben, by=mo, person="nothing", content="hide")
    undo(a_decision(ben, by=mo, later=False), by=mo)
    assert a_decision(ben, by=mo, content="remove").is_proposal
    about = made[0].about
    assert about is not None
    overturn(appeal(made[0], "No.", by=about), "Right.", by=mia, read=10**9)
    numbers = now_on()
    assert (numbers["decisions"], numbers["reversed"], numbers["appeals"]) == (4, 1, 1)
    assert numbers["by_person"] == {"warn": 3, "nothing": 1} and numbers["by_content"] == {"keep": 3, "hide": 1}
    assert numbers["by_decider"] == {"human": 4}
    assert numbers["appeals_by_outcome"] == {"appeal_reversed": 1}
    assert numbers["took"] == {"2": {"0": 4}} and median_seconds(of_all(numbers["took"])) == 0


def test_it_writes_itself_once_and_later_reversals_do_not_change_it(ben: Member, mo: Member, mia: Member) -> None:
    decision = a_decision(ben, by=mo)
    assert write_due() == 0, "the quarter is not over"
    assert write_due(next_quarter()) == 1
    assert write_due(next_quarter()) == 0
    report = TransparencyReport.objects.get()
    assert report.numbers["decisions"] == 1
    assert report.quarter.numbers() == report.numbers, "worked out again it is the same"
    overturn(appeal(decision, "No.", by=ben), "Right.", by=mia, read=10**9)
    ben.delete()
    assert report.quarter.numbers()["by_person"] == report.numbers["by_person"]
    assert write_transparency_reports() == 0


def test_quarters_that_were_missed_are_made_up_for(ben: Member, mo: Member) -> None:
    a_decision(ben, by=mo)
    later = Quarter.of(timezone.now()).next.next.next.begins_at
    assert write_due(later) == 3
    assert sorted(TransparencyReport.objects.values_list("year", "number")) == sorted(
        {(one.year, one.number) for one in (Quarter.of(timezone.now()), Quarter.of(timezone.now()).next,
                                            Quarter.of(timezone.now()).next.next)}
    )  # fmt: skip


def test_without_a_log_there_is_no_report() -> None:
    assert write_due(next_quarter()) == 0 and not Entry.objects.exists()


def test_everybody_reads_it_as_a_page_and_as_a_table(as_: As, visitor: Any, mo: Member) -> None:
    for _ in range(4):
        a_decision(a_member(), by=mo)
    a_decision(a_member(), by=mo, person="silence", days=7)
    write_due(next_quarter())
    report = TransparencyReport.objects.get()
    page = as_(visitor).get(report.get_absolute_url())
    assert page.status_code == 200 and report.get_absolute_url() == f"/transparency/{report.quarter.name}/"
    assert "fewer than 3" in page.content.decode() and "not told" in page.content.decode()
    table = as_(visitor).get(reverse("transparency_csv", args=[report.year, report.number]))
    assert table["Content-Type"].startswith("text/csv") and report.quarter.name in table["Content-Disposition"]
    rows = list(csv.reader(table.content.decode().splitlines()))
    assert ["Decisions", "", "5"] in rows
    assert ["What became of the person", "Silence", "fewer than 3"] in rows
    assert report.get_absolute_url() in as_(visitor).get(reverse("transparency")).content.decode()


def test_a_quarter_without_a_report_is_not_there(as_: As, visitor: Any) -> None:
    for path in ("/transparency/2020-q1/", "/transparency/2020-q9/", "/transparency/2020-q1.csv"):
        assert as_(visitor).get(path).status_code == 404


def test_several_quarters_as_one_stand_in_order() -> None:
    begins = {"decisions": 20, "reversed": 0, "appeals": 0}
    several: list[dict[str, Any]] = [
        begins | {"by_month": {"2026-01": 7}, "by_content": {"hide": 4, "keep": 3}},
        begins | {"by_month": {"2026-04": 20}, "by_content": {"keep": 5, "edit": 15}},
    ]
    month, content = figures_of(added_up(several)).tables
    assert [part.number for part in month.parts] == [7, 20]
    assert [part.number for part in content.parts] == [15, 8, 4]
