"""The target and the owner of a measure: managers choose them, one after the other, and it is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from members.activity.models import Activity
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.forms import LIMITS, RuleForm
from metrics.measures.models import MeasureRule
from metrics.measures.ruling import RuledMeanwhile, edition_of, rule_of, set_rule

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
KEY = "activity-rate"


def address(key: str = KEY) -> str:
    return reverse("measure_set", args=[key])


def test_only_managers_choose(mo: Member, ben: Member, eve: Member, as_: As) -> None:
    for viewer in (mo, ben, eve, AnonymousUser()):
        assert as_(viewer).post(address(), {"target": "50"}).status_code in (302, 403)
    assert not MeasureRule.objects.exists()


def test_looking_writes_nothing_and_the_act_is_no_page(mia: Member, as_: As) -> None:
    client = as_(mia)
    client.get(reverse("measure", args=[KEY]))
    assert client.get(address()).status_code == 405
    assert not MeasureRule.objects.exists()


def test_what_was_chosen_stands_and_is_written_down(mia: Member, mo: Member, as_: As) -> None:
    answer = as_(mia).post(address() + "?days=90", {"target": "42.5", "owner": mo.pk, "edition": ""})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("measure", args=[KEY]) + "?days=90"
    rule = MeasureRule.objects.get()
    assert (rule.measure, rule.target, rule.owner, rule.changed_by) == (KEY, 42.5, mo, mia)
    activity = Activity.objects.get(verb="measure.target_set")
    assert activity.facts == {"measure": KEY, "target": 42.5, "owner": mo.pk}
    assert activity.actor_id == mia.pk
    said = as_(mia).get(reverse("measure", args=[KEY])).text
    assert "Target: 42.5" not in said or "42.5" in said
    assert mo.name in said


def test_left_empty_it_is_the_usual_target_again(mia: Member, as_: As) -> None:
    set_rule(KEY, target=60, owner=mia, by=mia)
    edition = edition_of(rule_of(KEY))
    as_(mia).post(address(), {"target": "", "owner": "", "edition": edition})
    rule = MeasureRule.objects.get()
    assert (rule.target, rule.owner) == (None, None)


@pytest.mark.parametrize("typed", ["101", "-1", "many", "1e9", "NaN", "12.345", "9" * 40])
def test_what_cannot_be_is_said_and_stays_to_be_corrected(typed: str, mia: Member, mo: Member, as_: As) -> None:
    answer = as_(mia).post(address(), {"target": typed, "owner": mo.pk, "edition": ""})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert f'value="{typed}"' in answer.text
    assert f'value="{mo.pk}" selected' in answer.text
    assert not MeasureRule.objects.exists()


def test_nobody_outside_of_the_team_looks_after_a_measure(mia: Member, ben: Member, as_: As) -> None:
    for owner in (ben.pk, 999999, "x"):
        assert as_(mia).post(address(), {"target": "", "owner": owner, "edition": ""}).status_code == 422
    assert not MeasureRule.objects.exists()


def test_whoever_comes_later_is_told_and_overwrites_nothing(mia: Member, olli: Member, as_: As) -> None:
    as_(olli).post(address(), {"target": "35", "owner": "", "edition": ""})
    answer = as_(mia).post(address(), {"target": "70", "owner": mia.pk, "edition": ""})
    assert answer.status_code == 409
    assert olli.name in answer.text and 'value="70"' in answer.text
    assert MeasureRule.objects.get().target == 35
    again = answer.context["edition"]
    assert as_(mia).post(address(), {"target": "70", "owner": mia.pk, "edition": again}).status_code == 302
    assert MeasureRule.objects.get().target == 70


def test_the_same_choice_twice_is_one(mia: Member, olli: Member) -> None:
    set_rule(KEY, target=35, owner=None, by=olli, edition="")
    set_rule(KEY, target=35, owner=None, by=mia, edition="")
    assert MeasureRule.objects.get().changed_by == olli
    assert Activity.objects.filter(verb="measure.target_set").count() == 1


def test_an_old_edition_raises_with_what_stands_now(mia: Member, olli: Member) -> None:
    first = set_rule(KEY, target=35, owner=None, by=olli)
    old = edition_of(first)
    set_rule(KEY, target=36, owner=None, by=olli, edition=old)
    with pytest.raises(RuledMeanwhile) as raised:
        set_rule(KEY, target=37, owner=None, by=mia, edition=old)
    assert raised.value.rule.target == 36


def test_each_measure_takes_its_own_usual_target_and_its_limits(mia: Member) -> None:
    for measure in MEASURES.values():
        least, most = LIMITS[measure.unit]
        typed = [str(least), str(most)] + ([f"{measure.target:g}"] if measure.target is not None else [])
        for target in typed:
            assert RuleForm({"target": target, "owner": ""}, measure=measure).is_valid(), (measure.key, target)
        assert not RuleForm({"target": str(most + 1), "owner": ""}, measure=measure).is_valid()
