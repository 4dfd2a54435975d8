"""Quiet hours by the clock on a member's wall, on every night of the year, and what is left when a day is spent."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.letters.writing import Words, write
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.models import Mail, MailItem, Notification, QuietHours
from members.notifications.quiet import Night, choose_night, night_of
from members.notifications.reading import mark_all_seen
from members.profiles.models import Member
from tests.factories import a_post, a_thread
from tests.members.notifications.conftest import Postbox

Delivered = Callable[[], int]
Later = Callable[..., None]
NIGHT = Night(time(22), time(8))
ZONES = ["UTC", "Europe/Helsinki", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati"]


def at(text: str, zone: str, fold: int = 0) -> datetime:
    """A moment as a clock on the wall shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


# --- the clock -----------------------------------------------------------------------------------------------------


def test_a_night_is_told_by_the_clock_on_the_wall() -> None:
    for zone in ZONES:
        place = ZoneInfo(zone)
        for day in (1, 100, 200, 300):
            date = datetime(2026, 1, 1) + timedelta(days=day)  # noqa: DTZ001 - a date on a wall
            shown = {
                hour: NIGHT.end_after(at(f"{date:%Y-%m-%d}T{hour:02}:30", zone), place) for hour in (7, 8, 12, 21, 22)
            }
            assert shown[8] is shown[12] is shown[21] is None
            assert shown[7] == at(f"{date:%Y-%m-%d}T08:00", zone)
            assert shown[22] == at(f"{date + timedelta(days=1):%Y-%m-%d}T08:00", zone)


def test_its_first_moment_is_quiet_and_its_last_is_not() -> None:
    place = ZoneInfo("Europe/Helsinki")
    assert NIGHT.end_after(at("2026-05-01T22:00", place.key), place)
    assert NIGHT.end_after(at("2026-05-01T22:00", place.key) - timedelta(seconds=1), place) is None
    assert NIGHT.end_after(at("2026-05-02T08:00", place.key), place) is None


def test_nights_in_which_the_clock_changes_are_an_hour_shorter_and_longer() -> None:
    place = ZoneInfo("Europe/Helsinki")
    for evening, morning, hours in (("2026-03-28", "2026-03-29", 9), ("2026-10-24", "2026-10-25", 11)):
        begins, ends = at(f"{evening}T22:00", place.key), at(f"{morning}T08:00", place.key)
        assert ends - begins == timedelta(hours=hours)
        assert NIGHT.end_after(begins, place) == ends
        assert NIGHT.end_after(ends - timedelta(seconds=1), place) == ends


def test_a_night_with_its_end_in_a_doubled_or_missing_hour_is_one_piece() -> None:
    place = ZoneInfo("Europe/Helsinki")
    night = Night(time(3, 30), time(3, 45))
    for day in ("2026-10-25", "2026-03-29"):  # 3:30 comes twice; 3:30 does not come
        quiet = [
            minute for minute in range(360)
            if night.end_after(at(f"{day}T01:00", place.key) + timedelta(minutes=minute), place)
        ]  # fmt: skip
        assert quiet and quiet == list(range(quiet[0], quiet[-1] + 1))


def test_a_night_within_a_day_and_no_night_at_all() -> None:
    siesta, place = Night(time(13), time(15)), ZoneInfo("Europe/Madrid")
    assert siesta.end_after(at("2026-07-01T14:00", place.key), place) == at("2026-07-01T15:00", place.key)
    assert siesta.end_after(at("2026-07-01T23:00", place.key), place) is None
    assert Night(None, None).end_after(at("2026-07-01T03:00", place.key), place) is None


# --- what waits ----------------------------------------------------------------------------------------------------


def asleep(member: Member, *, hours: int = 2) -> datetime:
    """Let it be night for a member, and say when the night ends."""
    now = timezone.now().replace(second=0, microsecond=0)
    morning = now + timedelta(hours=hours)
    choose_night(member, Night((now - timedelta(hours=1)).time(), morning.time()))
    return morning


@pytest.mark.django_db
def test_whoever_chose_nothing_sleeps_from_22_to_8(ben: Member) -> None:
    QuietHours.objects.all().delete()
    assert night_of(ben) == NIGHT


@pytest.mark.django_db
def test_what_happens_at_night_stands_in_the_app_at_once_and_is_mailed_in_the_morning(
    thread: Thread, ben: Member, nia: Member, postbox: Postbox, delivered: Delivered, later: Later
) -> None:
    morning = asleep(ben)
    a_post(thread, by=nia)
    delivered()
    assert Notification.objects.filter(member=ben, kind="reply").count() == 1
    later()
    gather()
    deliver()
    assert postbox.letters == [] and MailItem.objects.get().wait_until == morning
    MailItem.objects.update(wait_until=timezone.now())
    QuietHours.objects.all().delete()
    choose_night(ben, Night(None, None))
    gather()
    deliver()
    assert len(postbox.letters) == 1


@pytest.mark.django_db
def test_other_hours_hold_at_once_and_a_mail_that_was_late_waits_without_losing_a_try(
    thread: Thread, ben: Member, nia: Member, postbox: Postbox, delivered: Delivered, later: Later
) -> None:
    a_post(thread, by=nia)
    delivered()
    later()
    gather()
    morning = asleep(ben)
    deliver()
    mail = Mail.objects.get()
    assert (postbox.letters, mail.retry_at, mail.attempts) == ([], morning, 0)
    a_post(thread, by=nia)
    delivered()
    later()
    gather()
    assert MailItem.objects.filter(wait_until=morning).count() == 1
    choose_night(ben, Night(None, None))
    gather()
    assert Mail.objects.count() == 2


# --- a day that is spent -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_over_the_budget_comes_together_in_the_next_mail_and_the_inbox_says_when(
    space: Space, ben: Member, nia: Member, postbox: Postbox, later: Later, delivered: Delivered, as_: Any
) -> None:
    for number in range(6):
        a_thread(space, by=nia, title=f"Matter number {number}", source="What does @ben think?")
    delivered()
    later()
    gather()
    deliver()
    assert len(postbox.letters) == 3
    page = as_(ben).get("/inbox/").text
    assert "so 3 new things wait here" in page
    gather()
    assert Mail.objects.count() == 3
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    MailItem.objects.over_budget().update(wait_until=timezone.now())
    gather()
    deliver()
    (letter,) = postbox.letters[3:]
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert str(letter["Subject"]) == "3 new posts in 3 threads"
    assert all(f"Matter number {number}" in text for number in (3, 4, 5)) and "Matter number 2" not in text
    assert "In-Reply-To" not in letter and "/inbox/" in text
    assert "so 3 new things" not in as_(ben).get("/inbox/").text


@pytest.mark.django_db
def test_what_was_seen_meanwhile_is_neither_mailed_nor_announced(
    space: Space, ben: Member, nia: Member, postbox: Postbox, later: Later, delivered: Delivered, as_: Any
) -> None:
    for _number in range(5):
        a_thread(space, by=nia, source="What does @ben think?")
    delivered()
    later()
    gather()
    deliver()
    mark_all_seen(ben)
    assert "e-mails are spent" not in as_(ben).get("/inbox/").text
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    MailItem.objects.over_budget().update(wait_until=timezone.now())
    gather()
    deliver()
    assert len(postbox.letters) == 3


@pytest.mark.django_db
def test_letters_about_an_account_come_at_night_and_never_count(
    thread: Thread, ben: Member, nia: Member, postbox: Postbox, letters: Any, later: Later, delivered: Delivered
) -> None:
    for _number in range(4):
        write("login_code", to=ben.email, words=Words("Your code", ["It is 1234."]))
    asleep(ben)
    letters()
    assert len(postbox.letters) == 4
    choose_night(ben, Night(None, None))
    a_post(thread, by=nia)
    delivered()
    later()
    gather()
    assert Mail.objects.count() == 1


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_quiet_hours_are_chosen_in_the_settings_and_wrong_ones_stay_on_the_screen(ben: Member, as_: Any) -> None:
    client, address = as_(ben), "/settings/notifications/quiet/"
    client.post(address, {"is_quiet": "on", "begins": "21:30", "ends": "07:15"})
    assert night_of(ben) == Night(time(21, 30), time(7, 15))
    assert 'value="21:30"' in client.get("/settings/notifications/").text
    wrong = {
        "Choose two different times.": ("09:00", "09:00"),
        "Say from when until when.": ("09:00", ""),
        "Enter a valid time.": ("25:99", "07:00"),
    }
    for sentence, (begins, ends) in wrong.items():
        answer = client.post(address, {"is_quiet": "on", "begins": begins, "ends": ends})
        assert answer.status_code == 422 and sentence in answer.text and f'value="{begins}"' in answer.text
    assert night_of(ben) == Night(time(21, 30), time(7, 15))
    client.post(address, {"begins": "21:30", "ends": "07:15"})
    assert night_of(ben) == Night(None, None)
    assert 'value="22:00"' in client.get("/settings/notifications/").text
