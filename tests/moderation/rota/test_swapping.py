"""Shifts are offered and taken: by the team alone, once, and everybody concerned is told."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.rota.away import Away, go_away
from moderation.rota.shifts import Shift, ShiftGone
from tests.factories import a_member
from tests.moderation.rota.rotas import a_shift

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[int]:
    """Who has a notice of this kind."""
    return set(Notification.objects.filter(kind=kind).values_list("member_id", flat=True))


def test_members_and_visitors_see_nothing_of_the_rota(ben: Member, mo: Member, visitor: Any, as_: Any) -> None:
    shift = a_shift(mo)
    for name, given in (
        ("rota", []),
        ("rota_weekly", []),
        ("rota_coverage", []),
        ("due_times", []),
        ("shift", [shift.pk]),
    ):
        assert as_(ben).get(reverse(name, args=given)).status_code == 403
        assert as_(visitor).get(reverse(name, args=given)).status_code == 302
    assert as_(ben).post(reverse("shift_take", args=[shift.pk])).status_code == 403


def test_nobody_offers_or_calls_off_the_shift_of_somebody_else(mo: Member, as_: Any) -> None:
    mira = a_member("Mira", role="moderator")
    shift = a_shift(mira, 1, 3)
    client = as_(mo)
    assert client.post(reverse("shift_offer", args=[shift.pk])).status_code == 403
    assert client.post(reverse("shift_cancel", args=[shift.pk])).status_code == 403
    assert client.post(reverse("hand_over_write", args=[shift.pk]), {"words": "x"}).status_code == 403
    client.post(reverse("shift_take", args=[shift.pk]))
    shift.refresh_from_db()
    assert shift.member == mira and shift.offered_at is None and shift.cancelled_at is None


def test_a_shift_offered_to_one_is_not_taken_by_another(mo: Member, mia: Member, olli: Member) -> None:
    shift = a_shift(mo, 1, 3)
    shift.offer(mia, by=mo)
    with pytest.raises(ShiftGone):
        shift.take(by=olli)
    shift.take(by=mia)
    assert shift.member == mia and shift.taken_from == mo


def test_a_shift_that_is_over_or_called_off_is_not_taken(mo: Member, mia: Member) -> None:
    over, off = a_shift(mo, -3, -1), a_shift(mo, 1, 3)
    with pytest.raises(ShiftGone):
        over.offer(by=mo)
    off.offer(by=mo)
    off.cancel(by=mo)
    with pytest.raises(ShiftGone):
        off.take(by=mia)


def test_who_is_asked_and_who_gave_a_shift_away_are_told(
    mo: Member, mia: Member, olli: Member, ben: Member, as_: Any, delivered: Callable[[], int]
) -> None:
    shift = a_shift(mo, 1, 3)
    as_(mo).post(reverse("shift_offer", args=[shift.pk]), {"to": ""})
    delivered()
    assert told("shift_offered") == {mia.pk, olli.pk}
    page = as_(mia).get(reverse("rota")).text
    assert "offered to the team" in page and reverse("shift_take", args=[shift.pk]) in page
    as_(mia).post(reverse("shift_take", args=[shift.pk]))
    delivered()
    assert told("shift_taken") == {mo.pk} and not told("shift_offered")
    inbox = as_(mo).get(reverse("inbox")).text
    assert "Mia took your shift" in inbox


def test_a_shift_is_offered_to_somebody_who_is_of_the_team(mo: Member, ben: Member, as_: Any) -> None:
    shift = a_shift(mo, 1, 3)
    answer = as_(mo).post(reverse("shift_offer", args=[shift.pk]), {"to": ben.pk})
    assert answer.status_code == 422
    shift.refresh_from_db()
    assert shift.offered_at is None


def test_shifts_in_days_away_are_offered_by_themselves_and_kept_by_who_comes_back(mo: Member, mia: Member) -> None:
    today = timezone.now().date()
    soon, later, taken = a_shift(mo, 24, 26), a_shift(mo, 24 * 20, 24 * 20 + 2), a_shift(mo, 30, 32)
    away = go_away(mo, today, today + timedelta(days=4), by=mo)
    assert go_away(mo, today, today + timedelta(days=4), by=mo) == away
    for shift in (soon, later, taken):
        shift.refresh_from_db()
    assert all([soon.offered_at, taken.offered_at]) and later.offered_at is None
    taken.take(by=mia)
    away.come_back(by=mo)
    soon.refresh_from_db()
    taken.refresh_from_db()
    assert taken.member == mia and not Away.objects.exists()
    assert not Shift.objects.offered().exists()


@pytest.mark.django_db(transaction=True)
def test_two_take_one_shift_at_the_same_moment_and_one_has_it(mo: Member, mia: Member, olli: Member) -> None:
    shift = a_shift(mo, 1, 3)
    shift.offer(by=mo)
    ready, found = threading.Barrier(2), list[str]()

    def run(member: Member) -> None:
        mine = Shift.objects.get(pk=shift.pk)
        try:
            ready.wait(20)
            mine.take(by=member)
            found.append("had")
        except ShiftGone:
            found.append("gone")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[member]) for member in (mia, olli)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    shift.refresh_from_db()
    assert sorted(found) == ["gone", "had"] and shift.member in (mia, olli)
