"""Each kind of program says who took part, and tells of nobody who did not or who wants to be nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.contributions.writing import begin
from programs.events.models import Attendance
from programs.series.formats import FORMATS
from programs.series.occurrences import Occurrence
from tests.factories import a_member, a_post, a_thread
from tests.programs.called import a_call, sent, typed
from tests.programs.challenged import a_challenge, an_entry, entries
from tests.programs.piloted import a_pilot, inside, says
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db


def took_part(one: Occurrence) -> set[int]:
    """Their numbers."""
    pairs = one.program.kind.took_part([one.pk])
    assert {occurrence for occurrence, _member in pairs} <= {one.pk}
    return {member for _occurrence, member in pairs}


@pytest.mark.parametrize("kind", ["prompt", "spotlight", "said"])
def test_who_replied_took_part_with_a_reply_that_stands(
    kind: str, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    thread = a_thread(space, by=mia)
    program = a_program(mia, format=kind, space=space, rule="", plan=False)
    now = timezone.now()
    one = Occurrence.objects.create(
        program=program, day=now.date(), starts_at=now, ends_at=now + timedelta(days=1), thread=thread
    )
    a_post(thread, by=ben)
    a_post(thread, by=nia).delete_softly(by=nia)
    assert took_part(one) == {ben.pk}


def test_who_came_to_an_event_took_part_and_not_who_only_said_so(mia: Member, ben: Member, nia: Member) -> None:
    one = a_program(mia, format="event", rule="").occurrences.get()
    now = timezone.now()
    for member, came_at in ((ben, now), (nia, None)):
        Attendance.objects.create(occurrence=one, member=member, says="going", seated_at=now, came_at=came_at)
    assert took_part(one) == {ben.pk}


def test_who_sent_something_took_part_in_a_call_and_not_who_drafts(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    one = a_call(mia, space)
    sent(one, ben)
    begin(one, typed(), by=nia)
    assert took_part(one) == {ben.pk}


def test_who_entered_took_part_in_a_challenge(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    challenge = a_challenge(mia, space, entries())
    an_entry(challenge, ben)
    an_entry(challenge, nia, "Two", withdrawn_at=timezone.now())
    assert took_part(challenge.occurrence) == {ben.pk}


def test_who_ticked_something_off_took_part_in_a_pilot(mia: Member, ben: Member, space: Space) -> None:
    one = a_pilot(mia, space, day=2)
    idle = a_member()
    inside(one, ben, by=mia)
    inside(one, idle, by=mia)
    says(one, ben)
    assert took_part(one) == {ben.pk}


def test_of_surveys_and_letters_nobody_is_told() -> None:
    assert FORMATS["survey"].took_part([1]) == set()
    assert FORMATS["newsletter"].took_part([1]) == set()
