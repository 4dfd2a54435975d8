"""The steps of the ladder: three by default, an owner chooses others, and what was taken stays as it was told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from members.profiles.models import Member
from moderation.ledger.models import Entry
from moderation.review.proposing import next_step
from moderation.sanctions.models import Strike
from moderation.sanctions.stating import step_of
from moderation.sanctions.steps import THREE, LadderChanged, LadderStep, Rung, choose, rungs, stamp
from moderation.statements.stating import statement_of
from tests.moderation.sanctions.conftest import Decide, MakeCase

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
FOUR = {"measure_1": "educate", "measure_2": "warn", "measure_3": "suspend", "days_3": "14", "measure_4": "ban"}


def send(client: Client, **given: str) -> Any:
    return client.post(reverse("ladder_choose"), {"seen": stamp(rungs())} | given)


def test_members_see_no_steps_and_only_owners_change_them(
    as_: As, visitor: Any, ben: Member, mo: Member, mia: Member, olli: Member
) -> None:
    assert [as_(one).get(reverse("ladder")).status_code for one in (visitor, ben, mo, mia, olli)] == [
        302, 403, 200, 200, 200
    ]  # fmt: skip
    assert [send(as_(one), **FOUR).status_code for one in (visitor, ben, mo, mia)] == [302, 403, 403, 403]
    assert reverse("ladder_choose") not in as_(mia).get(reverse("ladder")).text
    assert rungs() == THREE and not Entry.objects.exists()


def test_an_owner_has_other_steps_and_the_log_tells_who(
    as_: As, decided: Decide, a_case: MakeCase, olli: Member, mo: Member, ben: Member
) -> None:
    first = decided(ben, "educate", by=mo)
    assert send(as_(olli), **FOUR).status_code == 302
    assert [(rung.measure, rung.days) for rung in rungs()] == [
        ("educate", None), ("warn", None), ("suspend", 14), ("ban", None)
    ]  # fmt: skip
    row = Entry.objects.get(act="ladder_changed")
    assert (row.actor_id, row.is_automatic, row.facts) == (
        olli.pk, False, {"before": "educate,warn,remove", "now": "educate,warn,suspend:14,ban"}
    )  # fmt: skip
    decided(ben, "warn", by=mo)
    step = next_step(a_case(ben))
    assert step is not None and (step.person, step.days, step.number, step.of) == ("suspend", 14, 3, 4)
    assert "step 1 of 3" in statement_of(first).follows, "It is told as it was."
    assert "suspend:14" in as_(olli).get(reverse("ladder")).text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "A ladder has one step at least."),
        ({"measure_2": "warn"}, "A step before this one is empty."),
        ({"measure_1": "ban", "measure_2": "educate"}, "never milder than the one before it."),
        ({"measure_1": "silence"}, "Say for how many days."),
        ({"measure_1": "silence", "days_1": "0"}, "greater than or equal to 1"),
        ({"measure_1": "suspend", "days_1": "9999"}, "less than or equal to 365"),
        ({"measure_1": "quarter"}, "quarter"),
    ],
)
def test_a_ladder_that_cannot_be_is_refused_in_words(as_: As, olli: Member, given: dict[str, str], words: str) -> None:
    answer = send(as_(olli), **given)
    assert answer.status_code == 422 and words in answer.text
    assert rungs() == THREE


def test_of_two_who_change_it_the_second_reads_so_and_keeps_what_they_typed(as_: As, olli: Member) -> None:
    seen = stamp(rungs())
    choose([Rung("warn"), Rung("ban")], by=olli, seen=seen)
    answer = send(as_(olli), seen=seen, **FOUR)
    assert answer.status_code == 409 and "Somebody else changed the steps" in answer.text
    assert 'value="14"' in answer.text and len(rungs()) == 2
    assert send(as_(olli), **FOUR).status_code == 302 and len(rungs()) == 4
    with pytest.raises(LadderChanged):
        choose(THREE, by=olli, seen=seen)
    assert not choose(rungs(), by=olli, seen=stamp(rungs())), "as before: nothing is written"
    assert Entry.objects.filter(act="ladder_changed").count() == 2


def test_the_database_holds_what_a_step_is() -> None:
    for wrong in ({"measure": "silence"}, {"measure": "warn", "days": 3}, {"measure": "praise"}, {"place": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LadderStep.objects.create(**{"place": 1, "measure": "warn"} | wrong)


def test_each_step_says_which_one_it_was(decided: Decide, a_case: MakeCase, mo: Member, ben: Member) -> None:
    steps = [step_of(decided(ben, "warn", by=mo, case=a_case(ben, severity=severity))) for severity in (1, 2, 3, 2)]
    assert [(step.number, step.of) for step in steps if step] == [(1, 3), (2, 3), (3, 3), (3, 3)]
    Strike.objects.update(withdrawn_at=Strike.objects.earliest("pk").given_at)
    severe = step_of(decided(ben, "warn", by=mo, case=a_case(ben, severity=3)))
    assert severe is not None and severe.number == 2, "A severe case is one step further on."
