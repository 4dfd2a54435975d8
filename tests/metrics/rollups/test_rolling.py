"""A day is made of what was written and done on it, and made again it is the same."""

from __future__ import annotations

import pytest

from metrics.rollups.models import Arrival, DayCut, MemberDay, Opening
from tests.factories import a_member, a_post, a_space, a_thread
from tests.metrics.rolled import roll_everything

pytestmark = pytest.mark.django_db


def test_a_day_tells_who_wrote_where() -> None:
    space, ana, bo = a_space(), a_member("Ana"), a_member("Bo")
    thread = a_thread(space, by=ana)
    a_post(thread, by=bo)
    roll_everything()
    rows = set(MemberDay.objects.values_list("member__name", "space", "threads", "replies"))
    assert rows == {("Ana", space.pk, 1, 0), ("Bo", space.pk, 0, 1)}
    assert DayCut.objects.get(space=None).people == 2
    assert Opening.objects.get().replied_at is not None
    assert Arrival.objects.get(member=ana).contributed_at is not None
