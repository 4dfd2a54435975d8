"""People who write to one another."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.messages.models import Message, Talk, TalkSeat
from members.messages.submitting import company_of, submit, submit_first
from members.profiles.models import Member
from tests.factories import a_member

Send = Callable[..., Any]


@pytest.fixture
def ana(db: None) -> Member:
    """A regular of a year."""
    return a_member("Ana", joined_at=timezone.now() - timedelta(days=365))


@pytest.fixture
def talk(ben: Member, ana: Member) -> Talk:
    """The talk of ben and ana, who accepted it; ben has written once."""
    message = submit_first([ana], by=ben, source="Do you still have the projector?")
    accept(message.talk, ana)
    return message.talk


@pytest.fixture
def group(ben: Member, ana: Member, nia: Member) -> Talk:
    """A group that ben began and the others accepted."""
    message = submit_first([ana, nia], by=ben, source="Who cooks on Friday?", name="Friday kitchen")
    for person in (ana, nia):
        accept(message.talk, person)
    return message.talk


@pytest.fixture
def sends(as_: Any) -> Send:
    """Send a message as somebody, the way a browser without script does."""

    def send(member: Any, talk: Talk, body: str, **more: Any) -> Any:
        headers = more.pop("headers", {})
        return as_(member).post(reverse("messages_write", args=[talk.pk]), {"body": body} | more, headers=headers)

    return send


def accept(talk: Talk, member: Member) -> None:
    """Say yes to a request, if there is one."""
    TalkSeat.objects.select_related("talk", "member").get(talk=talk, member=member).accept(by=member)


def write(talk: Talk, by: Member, source: str) -> Message:
    """Write in a talk with all that is asked on the way."""
    return submit(company_of(talk, by), by=by, source=source)


def words(talk: Talk) -> list[str]:
    """What was written in a talk, in order."""
    return list(Message.objects.filter(talk=talk, told="").order_by("pk").values_list("source", flat=True))
