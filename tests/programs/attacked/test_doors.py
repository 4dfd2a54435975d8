"""A program that goes to a more open space does not take along what was said behind its door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.contributions.addresses import page_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.programs.called import a_call
from tests.programs.piloted import a_pilot, asking
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.spaces.models import Space
    from members.profiles.models import Member

    As = Callable[..., Any]

pytestmark = pytest.mark.django_db
WHY = "would be read by others"


def said(program: Program, space: Space | None, **more: Any) -> dict[str, Any]:
    """What the form of a program sends."""
    return {
        "title": program.title, "begins": str(program.begins), "at": "18:00", "zone": program.zone, "lasts": "1",
        "unit": "60", "repeats": "weekly", "ends": "never", "rhythm": program.rhythm, "serves": program.serves,
        "space": str(space.pk) if space else "", "owner": str(program.owner_id), "is_public": "on",
        "goal": program.kind.goals[0], **more,
    }  # fmt: skip


def test_what_took_place_behind_a_door_stays_there(
    mia: Member, nia: Member, private_space: Space, space: Space, as_: As
) -> None:
    call = a_call(mia, private_space)
    program = call.program
    own = {"own-takes": "both", "own-wanted": "0", "own-shortest": "20", "own-longest": "2000"}
    sent = said(program, space, **own, repeats="never", lasts="14", unit="1440")
    page = as_(mia).post(reverse("program_change", args=[program.pk]), sent)
    assert page.status_code == 422 and WHY in page.text
    assert Program.objects.get().space == private_space
    assert as_(nia).get(page_of(call)).status_code == 404


def test_a_series_goes_elsewhere_from_a_day_to_come_on(
    mia: Member, private_space: Space, space: Space, as_: As
) -> None:
    program = a_program(mia, space=private_space, texts=1)
    first, second = program.occurrences.order_by("day")[:2]
    Occurrence.objects.filter(pk=first.pk).update(opened_at=timezone.now())
    page = as_(mia).post(reverse("program_change", args=[program.pk]), said(program, space))
    assert page.status_code == 422 and WHY in page.text
    sent = said(program, space, begins=str(second.day))
    assert as_(mia).post(reverse("occurrence_later", args=[second.pk]), sent).status_code == 302
    program.refresh_from_db()
    assert program.space == private_space
    assert Occurrence.objects.get(pk=second.pk).program.space == space


def test_a_door_is_not_opened_for_what_people_said_before_it_begins(
    mia: Member, ben: Member, private_space: Space, space: Space, as_: As
) -> None:
    from programs.series.doors import opens_a_door

    program = a_pilot(mia, private_space).program
    assert not opens_a_door(program, space)
    asking(program.occurrences.get(), ben)
    assert opens_a_door(program, space) and opens_a_door(program, None)
    assert not opens_a_door(program, private_space)


def test_into_a_more_closed_space_everything_may_go(mia: Member, private_space: Space, space: Space) -> None:
    from programs.series.doors import opens_a_door

    program = a_call(mia, space).program
    assert not opens_a_door(program, private_space)
