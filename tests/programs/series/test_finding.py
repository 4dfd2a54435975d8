"""One occurrence by its number: the question that is written once answers as the one that is written each time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from community.spaces.seeing import forget_spaces
from members.profiles.models import Member
from programs.events.showing import found_for
from programs.series.finding import the_occurrence
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.programs.events.held import an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(olli: Member, mia: Member, mo: Member, ben: Member, nia: Member, eve: Member) -> list[Any]:
    """Every standing there is, those of a closed account and of a suspended manager among them."""
    gone = a_member("Gone", role="manager")
    gone.is_active = False
    resting = a_member("Resting", role="manager", suspended_until=eve.suspended_until)
    return [AnonymousUser(), olli, mia, mo, ben, nia, eve, gone, resting]


@pytest.mark.parametrize("find", [the_occurrence, found_for])
def test_everybody_finds_what_is_visible_to_them_and_nobody_more(
    everybody: list[Any], private_space: Any, space: Any, mia: Member, find: Callable[..., Occurrence | None]
) -> None:
    inside, outside = an_event(mia, space=private_space), an_event(mia, space=space)
    draft = an_event(mia, space=space)
    type(draft.program).objects.filter(pk=draft.program.pk).update(planned_at=None)
    found, seen = {}, {}
    for viewer in everybody:
        for one in (inside, outside, draft):
            forget_spaces(viewer)
            found[str(viewer), one.pk] = find(viewer, one.pk) == one
            seen[str(viewer), one.pk] = Occurrence.objects.visible_to(viewer).filter(pk=one.pk).exists()
    assert found == seen
    assert {*found.values()} == {True, False}


def test_another_format_and_another_number_are_not_found(mia: Member, space: Any) -> None:
    one = an_event(mia, space=space)
    assert the_occurrence(mia, one.pk, of_format="event") == one
    assert the_occurrence(mia, one.pk, of_format="ama") is None
    assert the_occurrence(mia, one.pk + 1, of_format="event") is None
