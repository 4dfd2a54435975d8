"""Beside the tone stands in how many posts it was found, and nothing where it is not told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from members.profiles.models import Member
from metrics.measures.keeping import keep_scores
from metrics.rollups.days import yesterday
from metrics.tone.models import MoodWeek
from tests.factories import a_space

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def page(mia: Member, as_: As, **sums: int) -> str:
    if sums:
        MoodWeek.objects.create(day=yesterday() - timedelta(days=2), space=a_space(), people=5, **sums)
    keep_scores(yesterday())
    answer = as_(mia).get(reverse("measure", args=["sentiment"]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_coverage_stands_beside_the_number(mia: Member, as_: As) -> None:
    seen = page(mia, as_, posts=50, known=20, warm=12, cool=2)
    assert "Words of our lists were found in 40 % of the posts." in seen
    assert "50" in seen


def test_where_nothing_is_kept_neither_is_told(mia: Member, as_: As) -> None:
    assert "Words of our lists were found" not in page(mia, as_)


def test_where_too_few_posts_have_a_word_it_says_so(mia: Member, as_: As) -> None:
    seen = page(mia, as_, posts=500, known=20, warm=12, cool=2)
    assert "Too few posts have a word of our lists" in seen
    assert "Words of our lists were found in 4 % of the posts." in seen
