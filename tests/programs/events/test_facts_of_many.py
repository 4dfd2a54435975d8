"""What lists say of events: how many go, of how many, at the same cost for few and for many."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.segments.models import Segment
from members.segments.predicates import PREDICATES
from programs.events import predicates
from programs.events.counting import facts_of
from programs.events.models import Attendance, EventDay, EventPlan, Says
from programs.series.occurrences import Occurrence
from tests.programs.events.held import an_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from members.profiles.models import Member


def attended(one: Occurrence, *members: Member) -> Occurrence:
    """Members have a place."""
    for member in members:
        Attendance.objects.create(occurrence=one, member=member, says=Says.GOING, seated_at=one.starts_at)
    return one


def plain(ones: Sequence[Occurrence]) -> list[Occurrence]:
    """As lists of programs of all kinds read them, without anything of events."""
    return list(Occurrence.objects.filter(pk__in=[one.pk for one in ones]).select_related("program"))


def test_the_places_of_an_event_are_its_own_or_those_of_its_program(mia: Member, ben: Member, nia: Member) -> None:
    planned, own, free, bare = (an_event(mia, title=f"Evening {n}") for n in range(4))
    EventPlan.objects.filter(program__in=[planned.program_id, own.program_id, free.program_id]).update(capacity=9)
    EventPlan.objects.filter(program=bare.program_id).delete()
    EventDay.objects.create(occurrence=own, has_own_capacity=True, capacity=4)
    EventDay.objects.create(occurrence=free, has_own_capacity=True, capacity=None)
    EventDay.objects.create(occurrence=planned, capacity=2)
    ones = [attended(one, ben, nia) for one in (planned, own, free, bare)]
    facts = facts_of(plain(ones))
    assert facts[planned.pk] == "2 of 9 places taken", "a number that is not its own holds for nothing"
    assert facts[own.pk] == "2 of 4 places taken"
    assert facts[free.pk] == facts[bare.pk] == "2 going"


def test_many_events_ask_no_more_than_few(mia: Member, ben: Member) -> None:
    ones = [attended(an_event(mia, title=f"Evening {n}"), ben) for n in range(8)]
    EventDay.objects.create(occurrence=ones[0], has_own_capacity=True, capacity=4)
    counts = []
    for some in (plain(ones[:2]), plain(ones)):
        with CaptureQueriesContext(connection) as asked:
            assert len(facts_of(some)) == len(some)
        counts.append(len(asked))
    assert counts == [3, 3]


def test_old_events_are_offered_to_rules_only_where_one_names_them(
    mia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predicates, "OFFERED", 2)
    ones = [an_event(mia, title=f"Evening {n}", starts_in=timedelta(days=n - 9)) for n in range(4)]
    named = {"all": [{"not": {"is": "event_at", "with": {"event": ones[0].pk}}}]}
    field: Any = PREDICATES["event_at"].fields["event"]
    assert [pk for pk, _words in field.choices] == [ones[3].pk, ones[2].pk]
    monkeypatch.setattr(predicates, "OFFERED", 9)
    segment = Segment.create("Were not there", named, by=mia)
    monkeypatch.setattr(predicates, "OFFERED", 2)
    assert [pk for pk, _words in field.choices] == [ones[3].pk, ones[2].pk, ones[0].pk]
    assert segment.problem == ""
    assert segment.people().filter(pk=mia.pk).exists()
