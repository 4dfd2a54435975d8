"""The whole round with real processes: a mail leaves, is answered in a mail program, and stands in the thread."""

import email
import email.policy
import smtplib
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from tests.platform.conftest import Dev, dev, place

__all__ = ["dev", "place"]
PEOPLE = """
from django.utils import timezone; from datetime import timedelta
from tests.factories import a_member, a_space, a_thread, a_post
ben, nia = a_member("Ben", joined_at=timezone.now() - timedelta(days=90)), a_member("Nia")
thread = a_thread(a_space("Workshop"), by=ben, title="How do you keep a rota fair?")
a_post(thread, by=nia, source="Draw lots.")
print(thread.pk)
"""
HURRY = """
from datetime import timedelta; from django.db.models import F; from members.notifications.models import MailItem
print(MailItem.objects.filter(mail=None).update(at=F("at") - timedelta(minutes=11)))
"""
POSTS = """
from community.posts.models import Post
print([(p.number, p.author.name, p.source, p.reply_to and p.reply_to.number) for p in Post.objects.order_by("number")])
"""


def until[Found](question: Callable[[], Found | None], seconds: float = 90) -> Found:
    """What the question is answered with, once that is something."""
    end = time.monotonic() + seconds
    while not (found := question()):
        assert time.monotonic() < end, "It did not come in time."
        time.sleep(0.3)
    return found


def mail_to(home: Path, address: str) -> EmailMessage | None:
    """The newest kept mail to an address."""
    for file in sorted((home / "mailbox").glob("*.eml"), reverse=True):
        letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if str(letter["To"]) == address:
            return letter
    return None


def test_a_mail_is_answered_in_a_mail_program_and_the_answer_stands_in_the_thread(dev: Dev) -> None:
    dev.shell(PEOPLE)
    until(lambda: int(dev.shell(HURRY)))
    letter = until(lambda: mail_to(dev.home, "ben@example.org"))
    body = letter.get_body(("plain",))
    assert body is not None
    answer = EmailMessage()
    answer["From"], answer["To"] = "Ben <ben@example.org>", str(letter["Reply-To"])
    answer["Subject"], answer["Message-ID"] = f"Re: {letter['Subject']}", "<round@example.org>"
    quoted = "\n".join(f"> {line}" for line in str(body.get_content()).splitlines())
    answer.set_content(f"Each spring, then.\n\nOn Mon, 9 Feb 2026 at 13:36, Talkoot wrote:\n\n{quoted}\n")
    server = urlsplit((dev.home / "run" / "mailbox.url").read_text())
    for _copy in range(2):
        with smtplib.SMTP(server.hostname or "", server.port or 0) as smtp:
            smtp.send_message(answer)
    until(lambda: "Each spring" in dev.shell(POSTS))
    assert dev.shell(POSTS).endswith("(3, 'Ben', 'Each spring, then.', 2)]")
