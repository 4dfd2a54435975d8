"""Within the 30 seconds: what holds is said, what may yet be undone is not told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from members.profiles.models import Member
from moderation.review.deciding import undo
from moderation.review.effects import EFFECTS
from tests.moderation.decided import a_decision, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
REASONS = "Called somebody names."


def standing(as_: As, member: Member) -> str:
    return as_(Member.objects.get(pk=member.pk)).get("/standing/").content.decode()


def test_reasons_and_steps_are_not_read_before_the_letter(as_: As, ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo, person="warn", later=False)
    said = standing(as_, ben)
    assert REASONS not in said and "A warning" not in said and "nearly everybody" in said
    a_minute_ago(decision)
    said = standing(as_, ben)
    assert REASONS in said and "A warning" in said and "step 1 of 3" in said


def test_what_is_undone_was_never_there(as_: As, ben: Member, mo: Member) -> None:
    undo(a_decision(ben, by=mo, content="hide", later=False), by=mo)
    assert "nearly everybody" in standing(as_, ben)


def test_what_is_hidden_already_is_said_without_reasons(as_: As, ben: Member, mo: Member) -> None:
    assert "hidden" in EFFECTS
    decision = a_decision(ben, by=mo, content="hide", later=False)
    said = standing(as_, ben)
    assert "was taken out of sight a moment ago" in said and REASONS not in said and "nearly everybody" not in said
    a_minute_ago(decision)
    said = standing(as_, ben)
    assert "a moment ago" not in said and REASONS in said


def test_a_silence_that_holds_already_is_said_until_when_and_that_reasons_follow(
    as_: As, ben: Member, mo: Member
) -> None:
    decision = a_decision(ben, by=mo, person="silence", days=7, later=False)
    said = standing(as_, ben)
    assert "do not write until" in said and "It was decided a moment ago." in said and REASONS not in said
    a_minute_ago(decision)
    said = standing(as_, ben)
    assert "It was decided a moment ago." not in said and REASONS in said


def test_what_waits_for_a_second_moderator_is_said_while_it_is_out_of_sight(
    as_: As, ben: Member, mo: Member, mia: Member
) -> None:
    a_decision(ben, by=mo, content="remove")
    said = standing(as_, ben)
    assert (
        "until a second moderator has looked" in said and REASONS not in said and not re.search(rf"\b{mo.name}\b", said)
    )
