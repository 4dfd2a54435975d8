"""A mail server that keeps what it gets, and time that has passed."""

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from pytest_django import Settings

from members.notifications.models import MailItem


class Postbox:
    """Keeps every mail; refuses as long as `answer` says so."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.senders: list[str] = []  # whom servers report to
        self.answer = "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What aiosmtpd calls."""
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.senders.append(envelope.mail_from or "")
        return self.answer

    @property
    def letters(self) -> list[EmailMessage]:
        """The mails as a mail program reads them."""
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A real SMTP server that this test's mails go to."""
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
    yield box
    controller.stop()


@pytest.fixture
def later() -> Callable[[int], None]:
    """Let so many minutes pass for everything that waits to be mailed."""

    def pass_by(minutes: int = 11) -> None:
        for item in MailItem.objects.filter(mail=None):
            item.at -= timedelta(minutes=minutes)
            item.save(update_fields=["at"])

    return pass_by


@pytest.fixture
def now() -> Callable[[], object]:
    """The present moment."""
    return timezone.now
