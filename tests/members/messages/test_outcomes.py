"""Whoever reports a message is told what became of it, and whom they might write to: no more than that."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from members.messages.models import Message, MessageReport, Talk, TalkSeat
from members.messages.reporting import close, report
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.preferences import choose
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Any]


@pytest.mark.parametrize(("hide", "said"), [(True, "is out of sight now"), (False, "leaves the message where it is")])
def test_a_reporter_is_told_what_was_decided_once_and_not_by_whom(
    as_: As, talk: Talk, ana: Member, ben: Member, mo: Member, delivered: Callable[[], int], hide: bool, said: str
) -> None:
    message = Message.objects.get(pk=talk.last_message)
    row = report(message, by=ana, seat=TalkSeat.objects.get(talk=talk, member=ana), reason="spam", note="Look")
    for _ in range(2):
        close(row, by=mo, hide=hide)
        delivered()
    notice = Notification.objects.get(kind="message_report")
    assert notice.member_id == ana.pk
    inbox = as_(ana).get(reverse("inbox")).text
    assert "The team looked at what you reported" in inbox
    assert said in inbox
    told = inbox.split("The team looked at")[1].split("</li>")[0]
    assert f">{mo.name}<" not in told and mo.get_absolute_url() not in told
    assert reverse("messages_talk", args=[talk.pk]) in inbox
    for other in (ben, mo):
        assert "you reported" not in as_(other).get(reverse("inbox")).text
    assert MessageReport.objects.get().closed_by_id == mo.pk


def test_names_are_offered_to_members_alone_and_nobody_who_is_not_in_the_directory(
    as_: As, ana: Member, ben: Member, visitor: object
) -> None:
    hidden = a_member("Anatol")
    choose(hidden, directory="hidden")
    away = a_member("Anabel", is_active=False)
    place = reverse("messages_names")
    assert as_(visitor).get(place, {"q": "an"}).status_code == 302
    client = as_(ben)
    offered = client.get(place, {"q": "@An"}).text
    assert 'data-insert="@ana"' in offered
    assert hidden.handle not in offered
    assert away.handle not in offered
    assert "option" not in client.get(place, {"q": "ben"}).text + client.get(place).text
    assert client.get(place, {"q": "\0" * 500}).status_code == 200
