"""Mail that comes in: by which doors, what is ignored, what is answered, and what a bounce does."""

import io
import mailbox
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from community.posts.models import Post
from community.threads.models import Thread
from members.letters.models import AccountLetter
from members.notifications.letters import why_not
from members.notifications.models import Mail
from members.profiles.models import Member
from members.replying.addresses import Errand, address_for
from members.replying.bouncing import is_unreachable, note_bounce
from members.replying.models import IncomingMail, Unreachable
from members.replying.receiving import read_all, take_in
from members.replying.signing import HEADER, signature_of
from tests.members.replying.conftest import Answer, a_mail

pytestmark = pytest.mark.django_db
MACHINES: list[dict[str, str]] = [
    {"Auto_Submitted": "auto-replied"}, {"Auto_Submitted": "auto-generated; owner=x"}, {"Precedence": "bulk"},
    {"Precedence": "auto_reply"}, {"X_Autoreply": "yes"}, {"List_Id": "<news.example.org>"}, {"Return_Path": "<>"},
]  # fmt: skip


def bounce(member: Member, status: str, action: str = "failed") -> bytes:
    """What a mail server reports about a mail to a member."""
    address = address_for(Errand(member.pk))
    return (
        f"From: MAILER-DAEMON@mx.example\nTo: {address}\nMessage-ID: <{status}.{time.monotonic_ns()}@mx.example>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {member.email}\nAction: {action}\nStatus: {status}\n--b--\n"
    ).encode()


# --- who may not ---------------------------------------------------------------------------------------------------


def test_a_mail_for_nobody_or_from_a_machine_makes_no_post_and_no_letter(
    thread: Thread, ben: Member, nia: Member, answer: Answer
) -> None:
    first = Post.objects.get(thread=thread)
    for headers in MACHINES:
        assert answer(first.pk, nia, **headers).dropped_why == "automatic"
    assert answer(first.pk, nia, sender="mailer-daemon@example.org").dropped_why == "automatic"
    for to in ("reply@forum.example", "reply+" + "a" * 39 + "@forum.example", "", "ben@example.org"):
        take_in(a_mail(nia.email, to, Message_ID=f"<{to or 'none'}>").as_bytes())
    Member.objects.filter(pk=ben.pk).update(is_active=False)
    assert answer(first.pk, ben).dropped_why == "nobody"
    assert IncomingMail.objects.filter(dropped_why="nobody").count() == 5
    assert Post.objects.count() == 1 and not AccountLetter.objects.exists()


def test_the_address_alone_is_not_enough_and_nobody_else_is_written_to(
    thread: Thread, ben: Member, nia: Member, answer: Answer, letters: Any
) -> None:
    first = Post.objects.get(thread=thread)
    for sender in (
        ben.email,
        "nia@evil.example",
        "",
        "nia@example.org, ben@example.org",
        "nia@example.org.evil.example",
    ):
        assert answer(first.pk, nia, sender=sender or "<>").dropped_why in ("refused", "automatic")
    assert Post.objects.count() == 1
    assert {letter.to[0] for letter in letters()} == {nia.email}
    assert "another address" in letters()[0].body and "Draw lots." in letters()[0].body
    assert letters()[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_at_most_ten_letters_a_day_say_why_something_was_not_posted(
    thread: Thread, ben: Member, nia: Member, answer: Answer
) -> None:
    first = Post.objects.get(thread=thread)
    for number in range(12):
        answer(first.pk, nia, sender=ben.email, Message_ID=f"<{number}@example.org>")
    assert AccountLetter.objects.filter(kind="reply_note").count() == 10


# --- the doors -----------------------------------------------------------------------------------------------------


def test_another_server_hands_a_mail_in_signed_and_nothing_else_comes_through(
    thread: Thread, nia: Member, settings: Settings
) -> None:
    first, client = Post.objects.get(thread=thread), Client(enforce_csrf_checks=True)
    raw = a_mail(nia.email, address_for(Errand(nia.pk, "post", first.pk)), Message_ID="<1@x>").as_bytes()

    def hand_in(signature: str | None, body: bytes = raw) -> int:
        headers = {HEADER: signature} if signature is not None else {}
        return client.post("/mail/in/", body, content_type="message/rfc822", headers=headers).status_code

    now = int(time.time())
    good = signature_of(raw, now)
    for wrong in (None, "", "ü", good[:-1], good + "0", signature_of(raw, now - 400), signature_of(raw, now + 400)):
        assert hand_in(wrong) == 403
    assert hand_in(good, raw + b"\nAnd more.") == 403
    assert client.get("/mail/in/").status_code == 405
    assert not IncomingMail.objects.exists()
    assert [hand_in(good), hand_in(good)] == [202, 200]
    read_all()
    assert Post.objects.filter(thread=thread).count() == 2
    settings.MAIL_IN_SECRET = ""
    assert hand_in(signature_of(raw, now)) == 404


def test_the_command_takes_one_mail_from_standard_input_and_empties_mailboxes(
    thread: Thread, nia: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Post.objects.get(thread=thread)
    mails = [
        a_mail(nia.email, address_for(Errand(nia.pk, "post", first.pk)), f"Thought {n}.", Message_ID=f"<{n}@x>")
        for n in range(4)
    ]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(mails[0].as_bytes())))
    call_command("receive_mail")
    folder, box = mailbox.Maildir(tmp_path / "dir"), mailbox.mbox(tmp_path / "box")
    for place, mail in ((folder, mails[1]), (folder, mails[0]), (box, mails[2]), (box, mails[3])):
        place.add(mail)
    box.close()
    out = io.StringIO()
    for path in ("dir", "box", "dir"):
        call_command("receive_mail", str(tmp_path / path), stdout=out)
    assert out.getvalue().split("\n")[:3] == ["1 taken in.", "2 taken in.", "0 taken in."]
    with pytest.raises(CommandError, match="no mailbox"):
        call_command("receive_mail", str(tmp_path / "nothing"))
    read_all()
    assert Post.objects.filter(thread=thread).count() == 5


def test_broken_mails_are_read_without_falling_over(nia: Member) -> None:
    address = address_for(Errand(nia.pk, "post", 1)).encode()
    for raw in (
        b"", b"\x00\xff\xfe", b"To: " + address, b"To: =?utf-8?q?=ff?= <" + address + b">\n\n\xff",
        b"From: \n\tx\nTo: " + address + b"\nContent-Type: multipart/mixed; boundary=\n\n--\n--",
        b"From: nia@example.org\nTo: " + address + b"\nContent-Type: text/plain; charset=\xff\n\nHello",
        b"From: nia@example.org\nTo: " + address + b"\nContent-Transfer-Encoding: base64\n\n!!!!",
    ):  # fmt: skip
        take_in(raw)
    read_all()
    assert not IncomingMail.objects.filter(sent_at=None, dropped_at=None).exists()
    assert {bytes(content) for content in IncomingMail.objects.values_list("content", flat=True)} == {b""}


# --- bounces -------------------------------------------------------------------------------------------------------


def test_mail_that_came_back_for_good_stops_and_the_member_reads_it_in_the_app(ben: Member, as_: Any) -> None:
    for status, action in (("4.2.2", "delayed"), ("4.2.2", "failed"), ("2.0.0", "delivered")):
        take_in(bounce(ben, status, action))
    read_all()
    assert not Unreachable.objects.exists()
    take_in(bounce(ben, "5.1.1"))
    read_all()
    assert is_unreachable(ben)
    mail = Mail.objects.create(key="n1.m1", member=ben, settings=["reply"])
    assert why_not(mail) == "stopped"
    client = as_(ben)
    assert "Mail to your address came back" in client.get("/inbox/").text
    assert "Mail to ben@example.org came back" in client.get("/settings/notifications/").text
    client.post("/settings/notifications/again/")
    assert not is_unreachable(ben)


def test_a_full_mailbox_is_given_two_chances_and_another_address_is_another_matter(ben: Member) -> None:
    stops = []
    for status in ("5.2.2", "", "5.7.1"):
        note_bounce(ben, status)
        stops.append(is_unreachable(ben))
    assert stops == [False, False, True]
    Member.objects.filter(pk=ben.pk).update(email="ben@elsewhere.example")
    ben.refresh_from_db()
    assert not is_unreachable(ben)


def test_a_report_that_nobody_was_given_an_address_for_stops_nothing(ben: Member) -> None:
    take_in(bounce(ben, "5.1.1").replace(b"To: reply+", b"To: reply+a"))
    # The address to reply to stands in mails that are forwarded.
    reports, answers = (address_for(Errand(ben.pk, *about)).encode() for about in ((), ("post", 7)))
    take_in(bounce(ben, "5.1.1").replace(reports, answers))
    late = bounce(ben, "5.1.1")
    take_in(late)
    with time_machine.travel(timezone.now() + timedelta(days=62), tick=False):
        read_all()
    assert set(IncomingMail.objects.values_list("dropped_why", flat=True)) == {"nobody", "bounce"}
    assert not Unreachable.objects.exists()
