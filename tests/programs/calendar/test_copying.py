"""Last quarter once more: with those who host in turn, the checklist, and one bank of texts for both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.calendar.copying import copy_chosen
from programs.calendar.weeks import begins, first_of_quarter
from programs.series.banking import add_text, retire_text
from programs.series.checking import Check, set_list, tick
from programs.series.hosting import set_rota
from programs.series.models import Program
from programs.series.overview import overview_of
from programs.series.texts import BankText, left, say_next
from tests.factories import a_group, a_member
from tests.programs.calendar.test_plans import of_last_quarter

pytestmark = pytest.mark.django_db


def a_copy(original: Program, by: Member) -> Program:
    """The draft that is made of it."""
    assert copy_chosen([original.pk], by=by, today=timezone.localdate()) == 1
    found: Program = Program.objects.get(title=original.title, planned_at=None)
    return found


@pytest.fixture
def original(mia: Member, space: Space, time_machine: Any) -> Program:
    """Of the tenth day of last quarter, while the tenth day of this one is still to come."""
    time_machine.move_to(begins(first_of_quarter(timezone.localdate())) + timedelta(days=3, hours=12))
    return of_last_quarter(mia, "Question of the week", space=space)


def test_those_who_may_still_host_come_along_in_their_order(
    original: Program, mia: Member, ben: Member, nia: Member, mo: Member
) -> None:
    silenced, suspended, gone = (a_member(name) for name in ("Silenced", "Suspended", "Gone"))
    set_rota(original, [nia, silenced, mo, suspended, gone, ben], by=mia)
    later = timezone.now() + timedelta(days=1)
    Member.objects.filter(pk=silenced.pk).update(silenced_until=later)
    Member.objects.filter(pk=suspended.pk).update(suspended_until=later)
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    new = a_copy(original, mia)
    assert list(new.turns.order_by("place").values_list("member", "place")) == [(nia.pk, 0), (mo.pk, 1), (ben.pk, 2)]
    assert original.turns.count() == 6
    new.plan(by=mia)
    assert new.occurrences.get().host == nia


def test_who_sees_the_space_no_more_does_not_host_there(
    original: Program, mia: Member, ben: Member, nia: Member
) -> None:
    set_rota(original, [nia, ben], by=mia)
    group = a_group()
    group.members.add(ben, mia)
    Space.objects.filter(pk=original.space_id or 0).update(visibility="private", group=group)
    assert list(a_copy(original, mia).turns.values_list("member", flat=True)) == [ben.pk]


def test_the_checklist_comes_along_with_nothing_ticked(original: Program, mia: Member) -> None:
    set_list(original, [("Old", 9)], by=mia)
    set_list(original, [("Say it in chat", 2), ("Thank them", -1)], by=mia)
    tick(original.occurrences.get(), original.check_items.get(words="Thank them"), by=mia)
    new = a_copy(original, mia)
    items = list(new.check_items.order_by("place").values_list("words", "days_before", "retired_at"))
    assert items == [("Say it in chat", 2, None), ("Thank them", -1, None)]
    assert Check.objects.count() == 1 and not Check.objects.filter(item__program=new).exists()


def test_the_bank_comes_along_and_what_was_said_rests_in_both(
    original: Program, mia: Member, time_machine: Any
) -> None:
    texts = [add_text(original, f"Text {place}", "One line.", by=mia) for place in range(4)]
    retire_text(texts[3], by=mia)
    BankText.objects.filter(pk=texts[0].pk).update(said_at=timezone.now() - timedelta(weeks=10))
    new = a_copy(original, mia)
    assert [text.pk for text in overview_of(new).texts] == [text.pk for text in texts[:3]]
    assert left(new) == left(original) == 2
    new.plan(by=mia)
    said = [say_next(new.occurrences.get()), say_next(original.occurrences.get()), say_next(new.occurrences.get())]
    # What one of the two says, neither says again within 26 weeks.
    assert [text.pk if text else None for text in said] == [texts[1].pk, texts[2].pk, None]
    time_machine.move_to(timezone.now() + timedelta(weeks=16, days=1))
    assert [text.pk for text in (say_next(new.occurrences.get()), say_next(new.occurrences.get())) if text] == [
        texts[0].pk
    ]


def test_a_draft_that_is_thrown_away_takes_nothing_of_the_first_one_along(
    original: Program, mia: Member, ben: Member
) -> None:
    set_rota(original, [ben], by=mia)
    set_list(original, [("Say it in chat", 2)], by=mia)
    add_text(original, "Text", "One line.", by=mia)
    assert a_copy(original, mia).discard()
    assert (original.turns.count(), original.check_items.count(), original.texts.count()) == (1, 1, 1)
