"""Two at once: the last place, and publishing pressed twice."""

import pytest

from community.threads.models import Thread
from members.groups.models import Group
from members.profiles.refusing import NotNow
from programs.pilots.joining import accept, ask, invite, join
from programs.pilots.models import PilotSeat
from programs.pilots.reporting import publish
from tests.factories import a_member
from tests.moderation.racing import at_once
from tests.programs.piloted import a_pilot, asking

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_place_pressed_by_several_is_given_once(mia, olli, space, ben, nia):
    pilot = a_pilot(mia, space, places=1)
    seats = [asking(pilot, ben), asking(pilot, nia)]
    third = a_member()
    invite(pilot, third, by=mia)
    answers = at_once(
        lambda: accept(seats[0], by=mia), lambda: accept(seats[1], by=olli), lambda: join(pilot, by=third)
    )
    assert sum(isinstance(answer, NotNow) for answer in answers) == 2
    (seat,) = PilotSeat.objects.inside()
    assert list(Group.objects.get(name=pilot.name).members.all()) == [seat.member]


def test_asking_and_publishing_pressed_twice_are_done_once(mia, olli, space, ben):
    pilot = a_pilot(mia, space)
    at_once(lambda: ask(pilot, "I have a shed.", by=ben), lambda: ask(pilot, "I have a shed.", by=ben))
    assert PilotSeat.objects.count() == 1
    over = a_pilot(mia, space, over=True)
    at_once(*(lambda by=one: publish(over, "It went well.", edition=0, for_all=True, by=by) for one in (mia, olli)))
    assert Thread.objects.filter(title__contains=over.name).count() == 1
