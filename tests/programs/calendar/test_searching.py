"""Programs in the search: by their words and those of their dates; only what the searcher finds in the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.series.changing import change_all, change_one
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
Deliver = Callable[[], int]


def found(client: Any, words: str) -> str:
    """The page of results."""
    page: str = client.get("/search/", {"q": words}).text
    return page


def test_drafts_internal_ones_and_those_behind_doors_are_not_found(
    as_: Any, mia: Member, ben: Member, nia: Member, space: Space, private_space: Space, delivered: Deliver
) -> None:
    a_program(mia, title="Mending draughts", plan=False)
    a_program(mia, title="Mending internally", space=space, is_public=False)
    a_program(mia, title="Mending secretly", space=private_space)
    delivered()
    page = found(as_(nia), "mending kind:program")
    assert "draughts" not in page and "internally" not in page and "secretly" not in page
    assert "secretly" in found(as_(ben), "mending kind:program")


def test_it_is_found_by_its_words_and_leads_to_its_next_date(
    as_: Any, visitor: Any, mia: Member, space: Space, delivered: Deliver
) -> None:
    program = a_program(mia, title="Repair evening", about="Bring a toaster.", space=space, format="event")
    delivered()
    first = program.occurrences.earliest("starts_at")
    for words in ("repair", "toaster", "kind:program evening"):
        assert f'href="/events/{first.pk}/' in found(as_(visitor), words)
    first.call_off(by=mia)
    second = program.occurrences.to_come().earliest("starts_at")
    assert f'href="/events/{second.pk}/' in found(as_(mia), "toaster")


def test_a_date_is_found_by_its_own_title_and_a_series_that_ended_not_at_all(
    as_: Any, mia: Member, ben: Member, space: Space, delivered: Deliver
) -> None:
    program = a_program(mia, title="Repair evening", space=space, format="event")
    one = program.occurrences.select_related("program").earliest("starts_at")
    said = {"title": "Sewing machines", "about": "", "starts_at": one.starts_at, "lasts": timedelta(hours=1)}
    change_one(one, said, by=mia)
    delivered()
    assert "Repair evening" in found(as_(ben), "sewing kind:program") or "Sewing" in found(as_(ben), "sewing")
    change_all(program, {"title": "Mending circle"}, by=mia)
    delivered()
    assert f'href="/events/{one.pk}/' in found(as_(ben), "mending circle")
    program.end(by=mia)
    delivered()
    assert f'href="/events/{one.pk}/' not in found(as_(ben), "mending circle")


def test_what_is_over_says_so(as_: Any, mia: Member, ben: Member, space: Space, delivered: Deliver) -> None:
    program = a_program(mia, title="Repair evening", space=space, format="event", rule="")
    ago = timezone.now() - timedelta(days=3)
    Occurrence.objects.filter(program=program).update(
        starts_at=ago, ends_at=ago + timedelta(hours=1), opened_at=ago, closed_at=ago
    )
    delivered()
    assert "Over" in found(as_(ben), "repair evening kind:program")
