"""The weekly memo: to whom it goes and to whom not, once each, with what the page tells and nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.notifications.models import MailStop, QuietHours
from members.profiles.models import Member
from metrics.measures.models import Score
from metrics.memos.choosing import is_wanted, stop, want
from metrics.memos.delivering import deliver
from metrics.memos.enrolling import enrol, week_of
from metrics.memos.models import Memo, MemoChoice
from metrics.memos.writing import stop_address
from metrics.rollups.days import yesterday
from tests.metrics.scored import a_good_night

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
MONDAY = date(2035, 1, 8)
"""Later than now, so that whatever is written by the clock of the machine is due."""


@pytest.fixture(autouse=True)
def _monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2035, 1, 8, 8, 0, tzinfo=UTC))


@pytest.fixture
def numbers(_monday_morning: None) -> None:
    """Those of the week that ended yesterday, on Sunday."""
    assert yesterday() == MONDAY - timedelta(days=1)
    a_good_night(peer_share=(30, 100))


def sent() -> list[Any]:
    enrol()
    deliver()
    return list(mail.outbox)


def to() -> set[str]:
    return {one.to[0] for one in sent()}


def test_it_goes_to_managers_and_to_nobody_else(
    numbers: None, mia: Member, olli: Member, mo: Member, ben: Member, nia: Member, eve: Member, space: Space
) -> None:
    space.add_host(ben, by=mia)
    assert to() == {mia.email, olli.email}


def test_a_host_who_asked_gets_that_of_their_space_and_none_after_losing_it(
    numbers: None, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    stop(mia)
    space.add_host(ben, by=mia)
    want(ben)
    want(nia)  # hosts nothing
    a_good_night(space=space, activity_rate=(1000, 5410))
    enrol()
    assert Memo.objects.open().get().member == ben
    deliver()
    (letter,) = mail.outbox
    words = letter.body
    assert letter.subject.startswith("Workshop: ")
    assert "18 %" in words
    assert "34 %" not in words  # that of the community
    assert "/manage/" not in words


def test_who_lost_the_role_after_it_was_queued_gets_none(numbers: None, mia: Member, ben: Member, space: Space) -> None:
    space.add_host(ben, by=mia)
    want(ben)
    enrol()
    Member.objects.get_queryset().filter(pk=mia.pk).update(role="moderator")
    space.remove_host(ben, by=mia)
    deliver()
    assert not mail.outbox
    assert set(Memo.objects.values_list("dropped_why", flat=True)) == {"stopped"}


@pytest.mark.parametrize("why", ["stopped", "suspended", "closed", "all mail"])
def test_who_wants_or_may_have_none_gets_none_although_it_was_queued(why: str, numbers: None, mia: Member) -> None:
    enrol()
    changed = Member.objects.get_queryset().filter(pk=mia.pk)
    if why == "stopped":
        stop(mia)
    elif why == "suspended":
        changed.update(suspended_until=timezone.now() + timedelta(days=9))
    elif why == "closed":
        changed.update(is_active=False)
    else:
        MailStop.objects.create(member=mia)
    deliver()
    assert not mail.outbox


def test_each_gets_it_once_however_often_the_clock_strikes(numbers: None, mia: Member, olli: Member) -> None:
    for _ in range(4):
        sent()
    assert sorted(one.to[0] for one in mail.outbox) == sorted([mia.email, olli.email])


def test_one_that_a_killed_worker_had_in_hand_is_not_sent_again(numbers: None, mia: Member) -> None:
    enrol()
    Memo.objects.update(leaving_at=timezone.now())
    deliver()
    assert not mail.outbox
    assert Memo.objects.get().dropped_why == "failed"


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2035, 1, 8, 6, 59, tzinfo=UTC), None),
        (datetime(2035, 1, 8, 7, 0, tzinfo=UTC), MONDAY),
        (datetime(2035, 1, 12, 23, 0, tzinfo=UTC), MONDAY),
        (datetime(2035, 1, 13, 7, 0, tzinfo=UTC), None),
        (datetime(2035, 1, 14, 23, 0, tzinfo=UTC), None),
    ],
)
def test_it_is_owed_from_monday_seven_until_friday(moment: datetime, week: date | None) -> None:
    assert week_of(moment) == week


def test_monday_is_that_of_the_community(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "get_default_timezone", lambda: ZoneInfo("Pacific/Auckland"))
    assert week_of(datetime(2035, 1, 7, 18, 30, tzinfo=UTC)) == MONDAY
    assert week_of(datetime(2035, 1, 7, 17, 30, tzinfo=UTC)) is None


def test_after_three_weeks_without_workers_there_is_one_not_three(
    mia: Member, monkeypatch: pytest.MonkeyPatch, numbers: None
) -> None:
    sent()
    monkeypatch.setattr(timezone, "now", lambda: datetime(2035, 2, 1, 12, 0, tzinfo=UTC))
    a_good_night(back=3)  # Sunday 28 January
    sent()
    assert len(mail.outbox) == 2
    assert list(Memo.objects.order_by("week").values_list("week", flat=True)) == [MONDAY, date(2035, 1, 29)]


def test_it_waits_for_the_numbers_and_is_too_late_on_saturday(mia: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not sent()
    assert Memo.objects.open().count() == 1
    monkeypatch.setattr(timezone, "now", lambda: datetime(2035, 1, 13, 1, 0, tzinfo=UTC))
    assert not sent()
    assert Memo.objects.get().dropped_why == "late"


def test_it_waits_for_the_end_of_quiet_hours(numbers: None, mia: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    QuietHours.objects.update_or_create(member=mia, defaults={"begins": "06:00", "ends": "10:00"})
    assert not sent()
    monkeypatch.setattr(timezone, "now", lambda: datetime(2035, 1, 8, 10, 5, tzinfo=UTC))
    assert len(sent()) == 1


def test_it_says_the_verdict_five_numbers_and_the_one_thing_to_do(numbers: None, mia: Member) -> None:
    (letter,) = sent()
    assert letter.subject == "Healthy, with one thing to watch"
    html = str(letter.alternatives[0][0])
    for words in (letter.body, html.replace("&nbsp;", "\u00a0")):
        assert "“Members reply first” is at 30\u00a0%, below its target of 60\u00a0%." in words
        assert "Let the team wait a little, and ask members who may know." in words
        assert reverse("waiting") in words
        assert f"{settings.PUBLIC_URL}/manage/health/" in words
        assert "7 January 2035" in words
    assert letter.body.count("\n* ") >= 5
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"] == f"<{stop_address(mia)}>"


def test_nothing_about_fewer_than_five_is_in_it(numbers: None, mia: Member) -> None:
    Score.objects.filter(measure="activity-rate").update(is_withheld=True, people=3)
    (letter,) = sent()
    said = letter.body + str(letter.alternatives[0][0])
    assert "fewer than five people" in said
    for secret in ("34 %", "1,842", "1842"):
        assert secret not in said


def test_one_press_in_a_mail_program_stops_it(numbers: None, mia: Member) -> None:
    path = stop_address(mia).removeprefix(settings.PUBLIC_URL)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert is_wanted(mia)
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert not is_wanted(mia)
    assert not sent()
    assert Client().post(path, {"act": "resume"}).status_code == 302
    assert is_wanted(mia)
    assert Client().post(path, {"act": "everything"}).status_code == 404
    for wrong in ("/memo/stop/nothing/", path[:-2] + "x/"):
        assert Client().post(wrong).status_code == 404


def test_pages_of_the_memo_are_for_managers_and_hosts(
    numbers: None, mia: Member, ben: Member, nia: Member, mo: Member, space: Space, as_: As
) -> None:
    for name in ("health_memo", "health_memo_letter"):
        for viewer, status in ((mia, 200), (mo, 403), (nia, 403), (ben, 403), (AnonymousUser(), 302)):
            assert as_(viewer).get(reverse(name)).status_code == status
    assert as_(nia).post(reverse("health_memo_switch"), {"want": "yes"}).status_code == 403
    assert not MemoChoice.objects.exists()
    space.add_host(ben, by=mia)
    assert as_(ben).post(reverse("health_memo_switch"), {"want": "yes"}).status_code == 302
    assert is_wanted(ben)
    assert as_(ben).get(reverse("health_memo")).status_code == 200


def test_who_is_suspended_reads_no_memo_of_the_space_they_host(
    numbers: None, mia: Member, ben: Member, space: Space, as_: As
) -> None:
    a_good_night(space=space)
    space.add_host(ben, by=mia)
    client = as_(ben)
    assert client.get(reverse("health_memo")).status_code == 200
    Member.objects.get_queryset().filter(pk=ben.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    for name in ("health_memo", "health_memo_letter"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("health_memo_switch"), {"want": "yes"}).status_code == 403
    assert not is_wanted(ben)


def test_the_preview_is_the_letter_and_sends_none(numbers: None, mia: Member, as_: As) -> None:
    answer = as_(mia).get(reverse("health_memo_letter"))
    assert "below its target of 60&nbsp;%" in answer.text
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Subject" in as_(mia).get(reverse("health_memo")).text
    assert not mail.outbox
    assert not Memo.objects.exists()
