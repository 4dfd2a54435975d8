"""Plans to start from, and last quarter once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.calendar.copying import LATER, copies, last_quarter
from programs.calendar.plans import PLANS, use
from programs.calendar.weeks import WEEK, monday_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from tests.programs.planned import a_program

As = Callable[..., Any]


def next_monday() -> Any:
    """The Monday of next week."""
    return monday_of(timezone.localdate()) + WEEK


@pytest.mark.parametrize("key", list(PLANS))
def test_a_plan_is_shown_and_made_as_drafts_once(as_: As, mia: Member, key: str) -> None:
    client, said = as_(mia), {"begins": next_monday().isoformat()}
    page = client.get(reverse("program_template", args=[key]), said).text
    assert all(str(line.title) in page for line in PLANS[key].lines if line.format)
    assert not Program.objects.exists()
    for _again in range(2):
        assert client.post(reverse("program_template_use", args=[key]), said).status_code == 302
    wanted = [line for line in PLANS[key].lines if line.format]
    assert Program.objects.count() == len(wanted)
    assert all(one.is_draft and one.begins >= next_monday() for one in Program.objects.all())
    assert not Occurrence.objects.exists()
    for one in Program.objects.all():
        one.plan(by=mia)
    assert Occurrence.objects.count() >= len(wanted)
    assert "stands there already" in client.get(reverse("program_template", args=[key]), said).text


@pytest.mark.parametrize("begins", ["", "2026-02-30", "2001-01-01", "9999-12-31"])
def test_a_wrong_beginning_makes_nothing(as_: As, mia: Member, begins: str) -> None:
    for name in ("program_template", "program_template_use"):
        send = as_(mia).get if name == "program_template" else as_(mia).post
        assert send(reverse(name, args=["quarter"]), {"begins": begins}).status_code == 422
    assert not Program.objects.exists()


def test_a_plan_begins_with_the_monday_of_a_week(mia: Member) -> None:
    use(PLANS["quarter"], next_monday(), by=mia)
    weekdays = {one.title: one.begins.weekday() for one in Program.objects.filter(rhythm="weekly")}
    assert set(weekdays.values()) == {0, 2, 4}


def test_there_is_no_other_plan(as_: As, mia: Member) -> None:
    assert as_(mia).get(reverse("program_template", args=["nothing-here"])).status_code == 404
    assert as_(mia).post(reverse("program_template_use", args=["nothing-here"])).status_code == 404


def of_last_quarter(owner: Member, title: str, **said: Any) -> Program:
    """Something that took place once last quarter."""
    day = last_quarter(timezone.localdate())[0] + timedelta(days=10)
    program = a_program(owner, plan=False, title=title, rule="", begins=day, **said)
    Program.objects.filter(pk=program.pk).update(planned_at=timezone.now() - timedelta(days=300))
    starts_at = moment(day, program.at, program.zone)
    Occurrence.objects.create(
        program=program, day=day, starts_at=starts_at, ends_at=starts_at + program.lasts, opened_at=starts_at,
        closed_at=starts_at + program.lasts,
    )  # fmt: skip
    program.refresh_from_db()
    return program


def test_last_quarter_comes_once_more_on_the_same_day_of_the_week(as_: As, mia: Member, space: Any) -> None:
    first = of_last_quarter(mia, "Spotlight", space=space, about="About it", goal_number=7, submission="1:sheet")
    other = of_last_quarter(mia, "Left out")
    a_program(mia, title="Goes on by itself")
    client = as_(mia)
    page = client.get(reverse("programs_copy")).text
    assert "Spotlight" in page and "Left out" in page and "Goes on by itself" not in page
    for _again in range(2):
        assert client.post(reverse("programs_copy_make"), {"program": [first.pk]}).status_code == 302
    new = Program.objects.get(title="Spotlight", planned_at=None)
    assert (new.begins, new.begins.weekday()) == (first.begins + LATER, first.begins.weekday())
    assert (new.space, new.about, new.goal_number, new.made_by) == (space, "About it", 7, mia)
    assert Program.objects.filter(title="Left out").get() == other
    assert [one.planned.stands_already for one in copies(mia, today=timezone.localdate())] == [False, True] or [
        one.planned.stands_already for one in copies(mia, today=timezone.localdate())
    ] == [True, False]


def test_nothing_chosen_and_nonsense_make_nothing(as_: As, mia: Member) -> None:
    of_last_quarter(mia, "Spotlight")
    client = as_(mia)
    assert client.post(reverse("programs_copy_make")).status_code == 422
    assert client.post(reverse("programs_copy_make"), {"program": ["x", "-1"]}).status_code == 422
    assert client.post(reverse("programs_copy_make"), {"program": ["999999"]}).status_code == 302
    assert Program.objects.count() == 1


def test_a_number_of_five_thousand_digits_is_none(as_: As, mia: Member) -> None:
    answer = as_(mia).post(reverse("programs_copy_make"), {"program": ["9" * 5000, "²", "-1"]})
    assert answer.status_code == 422
    assert not Program.objects.exists()
