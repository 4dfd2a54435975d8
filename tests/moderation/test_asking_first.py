"""What the team cannot take back is asked about first, without JavaScript: the first press opens the question."""

import re
from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from tests.moderation.escalation.matrices import a_rung
from tests.moderation.rota.rotas import a_shift
from tests.moderation.screening.ruling import a_rule

pytestmark = pytest.mark.django_db


def asks_first(page: str, address: str) -> bool:
    """Whether every form that goes to an address is folded under a question."""
    folds = re.findall(r"<details[^>]*>(?:(?!<details).)*?</details>", page, re.DOTALL)
    asked = [fold for fold in folds if f'action="{address}"' in fold.partition("</summary>")[2]]
    said = all("<p" in fold and " open" not in fold.partition(">")[0] for fold in asked)
    return said and 0 < len(asked) == page.count(f'action="{address}"')


def test_taking_somebody_out_of_the_matrix(as_: Any, mia: Member, mo: Member) -> None:
    rung = a_rung(mia, member=mo)
    address = reverse("rung_remove", args=[rung.pk])
    page = as_(mia).get(reverse("escalation")).text
    assert asks_first(page, address) and "not even of escalations that run" in page
    assert as_(mia).post(address).status_code == 302


def test_putting_a_rule_away(as_: Any, mia: Member) -> None:
    rule = a_rule(mia, {"words": {"words": "spam"}}).rule
    page = as_(mia).get(rule.get_absolute_url()).text
    assert asks_first(page, reverse("acting_rule_away", args=[rule.pk])) and "leaves the list for good" in page


def test_calling_a_shift_off(as_: Any, mo: Member) -> None:
    shift = a_shift(mo)
    page = as_(mo).get(shift.get_absolute_url()).text
    assert asks_first(page, reverse("shift_cancel", args=[shift.pk])) and "It is gone for good" in page
