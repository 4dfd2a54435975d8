"""Who gets an issue and who does not: nobody without a second yes, nobody twice, nobody who wants none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from config.lib.mail_wire import hand_over
from members.activity import outbox
from members.digest.delivering import IN_DOUBT
from members.notifications.models import QuietHours
from members.notifications.preferences import stop_mail
from members.profiles.models import Member
from members.segments.models import Segment
from programs.newsletters import delivering
from programs.newsletters.choosing import stop
from programs.newsletters.delivering import deliver
from programs.newsletters.editing import go_on, hold
from programs.newsletters.enrolling import enrol
from programs.newsletters.models import NewsletterIssue, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.tasks import KEPT, tidy_newsletters
from programs.newsletters.windows import begins, earliest, first_moment
from programs.newsletters.writing import stop_address
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from tests.factories import a_group, a_member, a_space
from tests.programs.newslettered import a_newsletter, agreed, end_of, run, to_whom, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _server_is_there() -> None:
    cache.delete(outbox._AWAY)


def test_nothing_leaves_before_a_second_person_agreed(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    assert to_whom() == []
    assert "second person" in Step.objects.get(occurrence=date, key="open").failed_why
    agreed(date)
    assert {mia.email, ben.email} <= set(to_whom())
    assert run() == []


def test_a_change_after_the_yes_needs_a_new_one(mia: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    written(date, mia, subject="Another subject")
    assert to_whom() == []


def test_another_audience_needs_a_new_yes(mia: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    date.program.audience = Segment.objects.create(name="Few")
    date.program.save()
    assert to_whom() == []
    assert "second person" in Step.objects.get(occurrence=date, key="open").failed_why


def test_who_is_suspended_unproven_gone_or_wants_none_gets_none(mia: Member) -> None:
    now, people = timezone.now(), [a_member() for _ in range(6)]
    suspended, leaving, unconfirmed, unproven, without, quiet = people
    Member.objects.filter(pk=suspended.pk).update(suspended_until=now + timedelta(days=1))
    Member.objects.filter(pk=leaving.pk).update(is_active=False)
    Member.objects.filter(pk=unconfirmed.pk).update(confirmed_at=None)
    EmailAddress.objects.filter(user=unproven).update(verified=False)
    stop(without)
    stop_mail(quiet)
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    assert mia.email in to_whom()
    assert not NewsletterLetter.objects.filter(member__in=people).exists()


def test_a_newsletter_of_a_private_space_goes_to_who_sees_it(mia: Member, ben: Member, nia: Member) -> None:
    date = a_newsletter(mia, space=a_space(group=a_group(ben)))
    written(date, mia)
    agreed(date)
    got = to_whom()
    assert ben.email in got
    assert nia.email not in got


def test_who_left_the_space_meanwhile_gets_none(mia: Member, ben: Member) -> None:
    group = a_group(ben)
    date = a_newsletter(mia, space=a_space(group=group))
    written(date, mia)
    agreed(date)
    enrol(NewsletterIssue.objects.get(occurrence=date))
    group.memberships.all().delete()
    assert ben.email not in to_whom()
    assert end_of(ben) == "stopped"


def test_a_stop_in_the_middle_of_a_batch_is_honoured(mia: Member, ben: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    given = hand_over

    def and_then_stop(server: object, letter: object) -> None:
        given(server, letter)  # type: ignore[arg-type]
        for one in Member.objects.exclude(email=letter.to[0]):  # type: ignore[attr-defined]
            stop(one)

    monkeypatch.setattr(delivering, "hand_over", and_then_stop)
    assert len(run()) == 1
    assert not NewsletterLetter.objects.open().exists()


def test_who_leaves_the_space_in_the_middle_of_a_batch_gets_none(
    mia: Member, ben: Member, nia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = a_group(ben, nia)
    date = a_newsletter(mia, space=a_space(group=group))
    written(date, mia)
    agreed(date)
    given = hand_over

    def and_then_close_the_door(server: object, letter: object) -> None:
        given(server, letter)  # type: ignore[arg-type]
        group.memberships.all().delete()

    monkeypatch.setattr(delivering, "hand_over", and_then_close_the_door)
    got = to_whom()
    assert got
    assert len({ben.email, nia.email} & set(got)) < 2


def test_how_many_left_is_known_after_the_letters_are_forgotten(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    sent = len(run())
    kind, words = date.program.kind, f"{sent} letters sent"
    date.refresh_from_db()
    assert kind.facts([date])[date.pk] == words
    Step.objects.filter(occurrence=date, key="close").update(at=timezone.now())
    run()
    NewsletterLetter.objects.update(created_at=timezone.now() - KEPT - timedelta(days=1))
    assert tidy_newsletters() == sent > 1
    assert kind.facts([date])[date.pk] == words


def test_stopped_while_it_leaves_nothing_more_leaves_until_it_goes_on(
    mia: Member, ben: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    given = hand_over

    def and_then_hold(server: object, letter: object) -> None:
        given(server, letter)  # type: ignore[arg-type]
        hold(date, by=mia)

    monkeypatch.setattr(delivering, "hand_over", and_then_hold)
    assert len(run()) == 1
    assert run() == []
    waiting = NewsletterLetter.objects.open().count()
    monkeypatch.setattr(delivering, "hand_over", given)
    go_on(date, by=mia)
    assert len(run()) == waiting > 0


def test_what_a_killed_worker_had_in_hand_is_not_sent_again(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    enrol(NewsletterIssue.objects.get(occurrence=date))
    NewsletterLetter.objects.filter(member=ben).update(leaving_at=timezone.now())
    assert ben.email not in to_whom()
    row = NewsletterLetter.objects.get(member=ben)
    assert (row.dropped_why, row.last_error) == ("failed", IN_DOUBT)


def test_a_refused_address_ends_and_counts_as_a_bounce(
    mia: Member, ben: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    given = hand_over

    def refuse(server: object, letter: object) -> None:
        if letter.to == [ben.email]:  # type: ignore[attr-defined]
            raise SMTPRecipientsRefused({ben.email: (550, b"5.1.1 nobody")})
        given(server, letter)  # type: ignore[arg-type]

    monkeypatch.setattr(delivering, "hand_over", refuse)
    assert mia.email in to_whom()
    assert end_of(ben) == "refused"
    assert not NewsletterLetter.objects.open().exists()


def test_what_did_not_leave_in_time_never_leaves(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    enrol(NewsletterIssue.objects.get(occurrence=date))
    Occurrence.objects.filter(pk=date.pk).update(
        starts_at=timezone.now() - timedelta(days=4), ends_at=timezone.now() - timedelta(days=1)
    )
    deliver()
    assert mail.outbox == []
    assert end_of(ben) == "late"


def test_quiet_hours_keep_it_back(mia: Member, ben: Member) -> None:
    now = timezone.now().astimezone(ben.zone)
    begins_at, ends_at = (now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()
    QuietHours.objects.filter(member=ben).update(begins=begins_at, ends=ends_at)
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    assert ben.email not in to_whom()
    assert NewsletterLetter.objects.open().get(member=ben).attempts == 0


def test_the_window_is_on_the_wall_of_the_reader(mia: Member) -> None:
    date = a_newsletter(mia, window={"own_clock": True, "from_hour": 9, "to_hour": 17, "weekdays": [2]})
    plan = NewsletterPlan.of(date.program)
    date.starts_at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
    date.ends_at = date.starts_at + timedelta(days=3)
    for name, hour in (("Pacific/Auckland", 20 - 24), ("America/Los_Angeles", 17)):
        zone = ZoneInfo(name)
        first = first_moment(plan, begins(plan, date, zone), zone)
        assert first == datetime(2026, 11, 24, 0, 0, tzinfo=UTC) + timedelta(hours=hour)
        assert first >= earliest(plan, date)
    after = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert first_moment(plan, after, ZoneInfo("UTC")) == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def test_a_window_that_the_clock_skips_opens_a_week_later(mia: Member) -> None:
    plan = NewsletterPlan.of(a_newsletter(mia, window={"from_hour": 3, "to_hour": 4, "weekdays": [7]}).program)
    helsinki = ZoneInfo("Europe/Helsinki")  # on Sunday, 28 March 2027 it goes from three to four
    after = datetime(2027, 3, 21, 4, 0, tzinfo=helsinki)
    assert first_moment(plan, after, helsinki) == datetime(2027, 4, 4, 3, 0, tzinfo=helsinki)


def test_a_window_that_never_opens_in_time_is_said(mia: Member) -> None:
    day = (timezone.now() + timedelta(days=4)).isoweekday()
    date = a_newsletter(mia, window={"weekdays": [day]}, minutes=60 * 24)
    written(date, mia)
    agreed(date)
    assert to_whom() == []
    assert "window" in Step.objects.get(occurrence=date, key="open").failed_why


def test_one_press_in_the_mail_program_stops_it_without_signing_in(mia: Member, ben: Member, client: Client) -> None:
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    letter = next(one for one in run() if one.to == [ben.email])
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"] == f"<{stop_address(ben)}>"
    path = "/" + stop_address(ben).split("/", 3)[3]
    client.get(path)
    assert not ben.__class__.objects.filter(newsletter_choice__stopped_at__isnull=False).exists()
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert Member.objects.get_queryset().get(newsletter_choice__stopped_at__isnull=False) == ben
    assert client.post(path[:-3] + "x/", {}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_letter_once(mia: Member) -> None:
    people = [a_member() for _ in range(12)]
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    enrol(NewsletterIssue.objects.get(occurrence=date))

    def work(_number: int) -> None:
        try:
            deliver(5)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    got = [letter.to[0] for letter in mail.outbox]
    assert len(got) == len(set(got)) >= len(people)
