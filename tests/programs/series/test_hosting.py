"""Hosting: one's turns, asking for a swap, and who hears of what; dates that change are told once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.spaces.models import Space
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from programs.series.hosting import offer, set_host, set_rota, take_over
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due
from tests.factories import a_group
from tests.moderation.racing import tried, while_it_waits
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(mia: Member, ben: Member, nia: Member, space: Space) -> Program:
    found = a_program(mia, space=space, texts=2)
    set_rota(found, [ben, nia], by=mia)
    return found


def kinds_of(member: Member) -> list[str]:
    """What somebody was told, in order."""
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def first(program: Program) -> Occurrence:
    """The next date."""
    return program.occurrences.earliest("starts_at")


def test_who_does_not_host_sees_and_takes_nothing(client: Client, program: Program, mo: Member) -> None:
    client.force_login(mo)
    assert "No turn of yours is to come." in client.get("/hosting/").content.decode()
    for name in ("hosting_offer", "hosting_take", "hosting_withdraw"):
        assert client.post(reverse(name, args=[first(program).pk])).status_code == 404


def test_a_turn_is_offered_taken_over_and_everybody_hears_of_it(
    client: Client, program: Program, ben: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    one = first(program)
    client.force_login(ben)
    assert "I cannot be there" in client.get("/hosting/").content.decode()
    client.post(reverse("hosting_offer", args=[one.pk]))
    client.post(reverse("hosting_offer", args=[one.pk]))
    delivered()
    assert kinds_of(nia) == ["occurrence_offered"]
    client.force_login(nia)
    assert "Somebody cannot be there" in client.get("/hosting/").content.decode()
    client.post(reverse("hosting_take", args=[one.pk]))
    delivered()
    one.refresh_from_db()
    assert one.host == nia
    assert "occurrence_taken" in kinds_of(ben)
    assert kinds_of(nia) == []


def test_an_offer_that_is_withdrawn_cannot_be_taken(client: Client, program: Program, ben: Member, nia: Member) -> None:
    one = first(program)
    client.force_login(ben)
    client.post(reverse("hosting_offer", args=[one.pk]))
    client.post(reverse("hosting_withdraw", args=[one.pk]))
    client.force_login(nia)
    page = client.post(reverse("hosting_take", args=[one.pk]), follow=True).content.decode()
    assert "Somebody else is there for it by now." in page
    one.refresh_from_db()
    assert one.host == ben


def test_a_host_is_reminded_once_three_days_before(
    program: Program, nia: Member, delivered: Callable[[], int], time_machine
) -> None:
    second = program.occurrences.order_by("starts_at")[1]
    time_machine.move_to(second.starts_at - timedelta(days=3) + timedelta(minutes=1))
    for _time in range(2):
        run_due()
        delivered()
    assert kinds_of(nia) == ["occurrence_near"]


def test_whoever_is_given_a_turn_by_hand_hears_of_it(
    program: Program, mia: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    set_host(first(program), mo, by=mia)
    delivered()
    assert kinds_of(mo) == ["occurrence_given"]


def test_a_date_moved_three_times_and_called_off_is_told_once(
    program: Program, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    one = first(program)
    for hours in (1, 2, 3):
        one.move(one.starts_at + timedelta(hours=hours), by=mia)
    one.call_off(by=mia, why="The hall is closed")
    delivered()
    assert kinds_of(ben) == ["occurrence_called_off"]
    assert MailItem.objects.filter(member=ben, kind="occurrence_called_off").count() == 1
    assert not kinds_of(mia)


def test_those_who_see_not_the_space_are_not_told(
    program: Program, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    Space.objects.filter(pk=program.space_id or 0).update(visibility="private", group=a_group())
    first(program).move(first(program).starts_at + timedelta(hours=1), by=mia)
    delivered()
    assert kinds_of(ben) == []


def test_the_inbox_and_a_mail_show_what_changed(
    client: Client, program: Program, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    first(program).call_off(by=mia, why="The hall is closed")
    delivered()
    client.force_login(ben)
    page = client.get("/inbox/").content.decode()
    assert "This does not take place" in page
    assert "Friday case review" in page


def test_a_series_that_ends_is_told_its_hosts_in_one_row_and_its_owner_not_at_all_by_date(
    program: Program, mia: Member, olli: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    program.end(by=olli)
    delivered()
    assert kinds_of(ben) == ["occurrence_called_off"]
    assert kinds_of(mia) == []


def _waiting() -> int:
    """How many wait for a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        of_this = "datname = current_database() AND wait_event_type = 'Lock'"
        cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {of_this}")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_rota_that_is_set_meanwhile_takes_no_turn_from_whoever_takes_it_over(
    program: Program, mia: Member, mo: Member, ben: Member, nia: Member
) -> None:
    one = first(program)
    offer(one, by=ben)
    with ThreadPoolExecutor(1) as manager:
        with while_it_waits(one, lambda: take_over(one, by=nia)) as taken:
            shared = manager.submit(tried, lambda: set_rota(program, [mo, nia, ben], by=mia))
            while _waiting() < 2 and not shared.done():
                sleep(0.01)
        assert (taken, shared.result(20)) == ([None], None)
    one.refresh_from_db()
    assert (one.host, one.host_by_hand_at is not None) == (nia, True)
