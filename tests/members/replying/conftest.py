"""Replies by mail, as a mail program sends them."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from pytest_django import Settings

from members.profiles.models import Member
from members.replying.addresses import Errand, address_for
from members.replying.models import IncomingMail
from members.replying.receiving import read_all, take_in

Answer = Callable[..., IncomingMail]


@pytest.fixture(autouse=True)
def _a_place_for_replies(settings: Settings) -> None:
    settings.MAIL_REPLIES = "reply@forum.example"
    settings.MAIL_IN_SECRET = "a secret of two servers"


def a_mail(sender: str, to: str, text: str = "Draw lots.", **headers: str) -> EmailMessage:
    """One mail; a header is named with underscores."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Re: How do you keep a rota fair?"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


@pytest.fixture
def answer() -> Answer:
    """Answer a post by mail as a member, and let it be read; the row that tells what became of it."""

    def send(
        post_id: int, member: Member, text: str = "Draw lots.", *, sender: str = "", direct: bool = False,
        change: Callable[[EmailMessage], object] = lambda mail: None, **headers: str,
    ) -> IncomingMail:  # fmt: skip
        to = address_for(Errand(member.pk, "post", post_id, is_direct=direct))
        mail = a_mail(sender or f"{member.name} <{member.email}>", to, text, **headers)
        change(mail)
        take_in(mail.as_bytes())
        read_all()
        row: IncomingMail = IncomingMail.objects.latest("pk")
        return row

    return send
