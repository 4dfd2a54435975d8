"""A digest is chosen in one hour and sent in another: who lost a door in between reads nothing from behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from community.threads.models import Thread
from members.digest.sections import Readers
from members.groups.models import GroupMembership
from members.profiles.models import Member
from programs.amas.answering import finish, say, take
from programs.amas.asking import ask
from programs.amas.digesting import AnsweredForYou
from programs.amas.models import AmaPlan
from programs.challenges.digesting import RunningChallenges
from programs.pilots.digesting import RunningPilots
from programs.pilots.joining import leave
from programs.prompts.digesting import ThisWeek
from programs.series.models import Program
from tests.factories import a_member
from tests.programs.challenged import a_challenge, an_entry, steps
from tests.programs.piloted import a_pilot, inside
from tests.programs.planned import a_program
from tests.programs.prompts.test_digest import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.spaces.models import Space
    from members.digest.sections import Section

pytestmark = pytest.mark.django_db


def told_later(section: Section[Any], reader: Member, meanwhile: Callable[[], object]) -> tuple[int, int]:
    """How much was chosen for a reader, and how much of it is sent after something happened meanwhile."""
    since = timezone.now() - timedelta(days=7)
    chosen = section.choose(Readers({reader: since}))
    meanwhile()
    again = Readers({Member.objects.get(pk=reader.pk): since})
    shown = section.show(again, chosen, section.find(again, chosen))
    return len(chosen.get(reader.pk, [])), len(shown.get(reader.pk, []))


def out_of_the_door(member: Member) -> Callable[[], object]:
    """They are in no group any more."""
    return lambda: GroupMembership.objects.filter(member=member).delete()


def hidden_from_members() -> None:
    """The programs stand in the calendar of members no more."""
    Program.objects.update(is_public=False)


def answered_ama(owner: Member, space: Space, asker: Member) -> None:
    """An AMA that is live, with an answered question."""
    program = a_program(owner, format="ama", title="Ask the founders", rule="", space=space)
    AmaPlan.objects.create(program=program, guest=a_member("Piotr Zawadzki"), guest_words="operations lead")
    one = program.occurrences.get()
    one.starts_at = one.opened_at = timezone.now() - timedelta(minutes=10)
    one.ends_at = one.starts_at + timedelta(hours=1)
    one.save()
    question = ask(one, by=asker, words="How do you decide what not to plan?")
    take(question, by=owner)
    say(question, by=owner, source="By leaving every second thing out.")
    finish(question, by=owner)


def test_no_pilot_from_behind_a_door_that_closed(mia: Member, ben: Member, private_space: Space) -> None:
    pilot = a_pilot(mia, private_space, day=2)
    inside(pilot, ben, by=mia)
    assert told_later(RunningPilots(), ben, lambda: None) == (1, 1)
    assert told_later(RunningPilots(), ben, lambda: leave(pilot, by=ben)) == (1, 0)


def test_no_pilot_whose_space_somebody_left_or_that_became_the_teams_own(
    mia: Member, ben: Member, private_space: Space
) -> None:
    inside(a_pilot(mia, private_space, day=2), ben, by=mia)
    assert told_later(RunningPilots(), ben, hidden_from_members) == (1, 0)
    Program.objects.update(is_public=True)
    assert told_later(RunningPilots(), ben, out_of_the_door(ben)) == (1, 0)


def test_no_challenge_from_behind_a_door_that_closed(mia: Member, ben: Member, private_space: Space) -> None:
    an_entry(a_challenge(mia, private_space, steps()), ben)
    assert told_later(RunningChallenges(), ben, hidden_from_members) == (1, 0)
    Program.objects.update(is_public=True)
    assert told_later(RunningChallenges(), ben, out_of_the_door(ben)) == (1, 0)


def test_no_answer_of_an_ama_from_behind_a_door_that_closed(mia: Member, ben: Member, private_space: Space) -> None:
    answered_ama(mia, private_space, ben)
    assert told_later(AnsweredForYou(), ben, lambda: None) == (1, 1)
    assert told_later(AnsweredForYou(), ben, out_of_the_door(ben)) == (1, 0)


def test_no_title_of_a_prompt_behind_a_door_whose_thread_was_moved_outside(
    mia: Member, ben: Member, nia: Member, private_space: Space, space: Space
) -> None:
    one = opened(mia, private_space)
    assert one.thread_id is not None
    assert Thread.objects.filter(pk=one.thread_id).update(space=space)
    assert told_later(ThisWeek(), ben, lambda: None) == (1, 1)
    assert told_later(ThisWeek(), nia, lambda: None) == (0, 0)
