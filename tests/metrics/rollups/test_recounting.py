"""Whatever happens in a community, the facts of its days are what a plain recount finds, and made again the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from community.chat.opening import open_room
from members.activity.relay import deliver_all
from metrics.rollups.catching_up import catch_up
from metrics.rollups.models import Arrival, DayCut, MemberDay, Opening, RolledDay
from metrics.rollups.rolling import roll
from tests.factories import a_member, a_space
from tests.metrics.rollups.acts import DO, Life, reply, start, take
from tests.metrics.rollups.recount import Recount, Row
from tests.metrics.rollups.recount_threads import openings
from tests.programs.events.held import an_event

pytestmark = pytest.mark.django_db

NAMES = ("member days", "cuts", "arrivals", "openings")
ACTS = [*DO, "start", "start", *["reply"] * 6, "deliver", "make_days", "make_days"]
_steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)),
    min_size=10, max_size=30,
)  # fmt: skip


@pytest.fixture
def life(db: None) -> Iterator[Life]:
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=False) as clock:
        people = [a_member(name) for name in ("Ada", "Bo", "Cy")]
        people.append(a_member("Di", joined_at=timezone.now() - timedelta(days=20)))
        mover = a_member("Mover", role="owner")
        spaces = [a_space("Open"), a_space("Members", visibility="members")]
        room = open_room(spaces[0], by=mover, subject="The door and the key")
        yield Life(people, mover, spaces, room, an_event(mover, starts_in=timedelta(days=300)), clock)


def facts() -> tuple[set[Row], ...]:
    """The rows as they stand."""
    dims = ("stage", "level", "source")
    deeds = ("threads", "replies", "reactions", "others")
    return (
        set(MemberDay.objects.values_list("day", "member", "space", *deeds, *dims, "is_staff")),
        set(DayCut.objects.values_list("day", "space", *dims, *deeds, "people", "joined")),
        set(Arrival.objects.values_list("member", "day", "at", "source", "referrer", "first_act_at", "activated_at",
                                        "contributed_at", "returned_at")),
        set(Opening.objects.values_list(
            "thread", "space", "kind", "author", "day", "opened_at", "by_newcomer", "by_staff", "replied_at",
            "replied_by_staff", "peer_at", "staff_at", "solved_at", "solved_by_staff", "ended_at", "replies", "people",
        )),
    )  # fmt: skip


def recounted() -> tuple[set[Row], ...]:
    """The rows as they should be."""
    here = Recount()
    return here.member_days(), here.day_cuts(), here.arrivals(), openings(here)


@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=_steps)
def test_the_facts_are_what_a_recount_finds(life: Life, steps: list[tuple[str, int, int, int]]) -> None:
    began, people = timezone.now(), list(life.people)
    try:
        with transaction.atomic():
            live(life, steps)
            made, wanted = facts(), recounted()
            for name, rows, right in zip(NAMES, made, wanted, strict=True):
                assert (rows - right, right - rows) == (set(), set()), name
            for day in RolledDay.objects.values_list("day", flat=True):
                roll(day)
            assert facts() == made, "made again they are other ones"
            transaction.set_rollback(True)
    finally:
        life.clock.move_to(began, tick=False)
        life.people = people


def live(life: Life, steps: list[tuple[str, int, int, int]]) -> None:
    """Let all this happen, some hours between each, and wait until everything is at rest."""
    for a in range(2):
        start(life, a, a)
    reply(life, 0, 1)
    for act, a, b, hours in steps:
        take(life, act, a, b)
        life.later(hours)
    life.later(49)
    deliver_all()
    catch_up(600)
