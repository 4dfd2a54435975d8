"""Who took part in an AMA, as far as they want to be somebody."""

from collections.abc import Callable

import pytest

from members.profiles.models import Member
from programs.amas.asking import ask
from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db


def test_who_asks_anonymously_is_nobody(ama: Callable[..., Occurrence], ben: Member) -> None:
    one = ama("collecting")
    ask(one, by=ben, words="Why does nobody say it aloud?", anonymous=True)
    assert one.program.kind.took_part([one.pk]) == set()
    ask(one, by=ben, words="How do you plan with so few people?")
    assert one.program.kind.took_part([one.pk]) == {(one.pk, ben.pk)}
