"""What a journey tells somebody: in the inbox from a named host, by mail unless they want none, and as a preview."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from members.installation.models import Installation
from members.journeys.mailing import deliver
from members.journeys.models import Journey, JourneyMessage
from members.journeys.running import move_on
from members.notifications.batching import other_mails_to
from members.notifications.models import Mail, MailItem, Notification
from members.notifications.preferences import choose, stop_mail
from members.profiles.models import Member
from members.push.models import PushDevice, PushItem
from members.replying.bouncing import is_unreachable, note_refusal
from tests.members.journeys.plans import a_journey, plan, put_in, tells

pytestmark = pytest.mark.django_db


def _told(member: Member, **more: Any) -> JourneyMessage:
    put_in(a_journey(tells(**more)), member, at=timezone.now())
    move_on()
    found: JourneyMessage = JourneyMessage.objects.get()
    return found


def test_a_message_for_the_mailbox_alone_is_not_in_the_inbox(ben: Member, delivered: Any) -> None:
    _told(ben, by="mail")
    delivered()
    assert not Notification.objects.exists()


def test_a_message_stands_in_the_inbox_from_its_host_and_is_read_on_its_page(
    ben: Member, mia: Member, nia: Member, as_: Any, delivered: Any
) -> None:
    message = _told(ben, by="inbox", host=mia.pk)
    delivered()
    row = Notification.objects.get()
    assert (row.member, row.kind, row.actors) == (ben, "journey", [mia.pk])
    inbox = as_(ben).get(reverse("inbox")).text
    for words in ("Mia wrote to you", "Hello Ben", "Good to have you, Ben.", "a few messages, one after the other"):
        assert words in inbox
    address = reverse("journey_message", args=[message.pk])
    assert as_(nia).get(address).status_code == 404
    assert address in inbox and "Good to have <strong>you</strong>" in as_(ben).get(address).text
    row.refresh_from_db()
    assert row.read_at is not None and row.seen_at is not None


def test_the_community_speaks_where_nobody_is_named(ben: Member, as_: Any, delivered: Any) -> None:
    message = _told(ben, by="inbox")
    delivered()
    words = f"{Installation.current().name} wrote to you"
    assert message.host is None and words in as_(ben).get(reverse("inbox")).text


def test_a_mail_leaves_once_and_not_through_the_mails_of_notices(ben: Member, delivered: Any, letters: Any) -> None:
    PushDevice.objects.create(member=ben, endpoint="https://push.example.net/1", p256dh="x", auth="x")
    _told(ben)
    delivered()
    assert deliver() == 1 and deliver() == 0
    assert len(letters()) == 1 and not MailItem.objects.exists() and PushItem.objects.count() == 1


@pytest.mark.parametrize("how", ["all mail", "this mail"])
def test_who_wants_no_mail_has_it_in_the_inbox(how: str, ben: Member, delivered: Any) -> None:
    if how == "all mail":
        stop_mail(ben)
    else:
        choose(ben, "journey", in_app=True, by_mail=False)
    message = _told(ben, by="mail")
    delivered()
    assert not message.by_mail and Notification.objects.count() == 1 and deliver() == 0


def test_whose_address_takes_no_mail_has_it_in_the_inbox(ben: Member, delivered: Any) -> None:
    refused = {ben.email: (450, b"4.2.2 Full")}
    assert not note_refusal(ben, SMTPRecipientsRefused(refused)) and not is_unreachable(ben)
    assert note_refusal(ben, SMTPRecipientsRefused({ben.email: (550, b"5.1.1 Nobody here")}))
    message = _told(ben, by="mail")
    delivered()
    assert not message.by_mail and Notification.objects.count() == 1 and deliver() == 0


def test_it_is_one_of_the_three_mails_of_a_day(ben: Member) -> None:
    now = timezone.now()
    for number in range(3):
        Mail.objects.create(key=f"n{number}", member=ben, created_at=now, sent_at=now)
    message = _told(ben)
    assert deliver() == 0
    message.refresh_from_db()
    assert message.dropped_at is None and message.attempts == 0 and message.retry_at > now + timedelta(hours=23)
    with time_machine.travel(now + timedelta(hours=25), tick=False):
        assert deliver() == 1 and other_mails_to([ben.pk], now) == [(ben.pk, timezone.now())]


def test_a_preview_is_for_managers_and_sends_nothing(ben: Member, mo: Member, mia: Member, as_: Any) -> None:
    journey = Journey.create("Hello", plan(tells(host=mia.pk)), by=mia)
    for name in ("journey_preview", "journey_letter"):
        address = reverse(name, args=[journey.pk, "m1"])
        assert as_(mo).get(address).status_code == 403
    page, letter = (reverse(name, args=[journey.pk, "m1"]) for name in ("journey_preview", "journey_letter"))
    for way, words in (("mail", "Hello Ben"), ("inbox", "From Mia"), ("phone", "Good to have you, Ben.")):
        assert words in as_(mia).get(page, {"as": "@ben", "on": way}).text
    mail = as_(mia).get(letter, {"as": "ben"})
    assert "Good to have <strong>you</strong>, Ben" in mail.text and "sandbox" in mail["Content-Security-Policy"]
    assert as_(mia).get(reverse("journey_preview", args=[journey.pk, "gone"])).status_code == 404
    unknown = as_(mia).get(page, {"as": "nobody-here"})
    assert unknown.status_code == 422 and "Nobody here has this handle" in unknown.text
    assert 'value="nobody-here"' in unknown.text and not JourneyMessage.objects.exists()
