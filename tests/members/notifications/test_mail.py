"""Mails: when they leave, what stands in them, and when they do not leave."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.models import Mail, MailItem
from members.notifications.preferences import stop_mail
from members.notifications.reading import mark_all_seen
from members.profiles.models import Member
from tests.factories import a_post, a_thread, join
from tests.members.notifications.conftest import Postbox

pytestmark = pytest.mark.django_db
Delivered = Callable[[], int]
Later = Callable[..., None]


def post_office() -> None:
    """What the scheduled task does."""
    gather()
    deliver()


def part(letter: EmailMessage, kind: str) -> str:
    """The text of one part."""
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def reply(thread: Thread, nia: Member, delivered: Delivered) -> Any:
    """A reply of nia's to ben, told but not mailed yet."""
    post = a_post(
        thread,
        by=nia,
        source="Draw **lots**, as [we do](/t/1/), and ||nobody complains||.\n\n![Our board](/media/b.webp)",
    )
    delivered()
    return post


# --- when no mail leaves -------------------------------------------------------------------------------------------


def test_nothing_leaves_before_ten_minutes(reply: Any, postbox: Postbox, later: Later) -> None:
    post_office()
    later(9)
    post_office()
    assert postbox.letters == []


def test_what_was_seen_in_the_app_is_not_mailed(reply: Any, ben: Member, postbox: Postbox, later: Later) -> None:
    mark_all_seen(ben)
    later()
    post_office()
    assert postbox.letters == []
    assert Mail.objects.get().dropped_why == "read"


@pytest.mark.parametrize("change", ["deleted", "hidden", "thread", "undone"])
def test_what_is_gone_is_not_mailed(
    reply: Any, ben: Member, nia: Member, mo: Member, postbox: Postbox, later: Later, change: str
) -> None:
    if change == "deleted":
        reply.delete_softly(by=nia)
    elif change == "hidden":
        reply.hide(by=mo)
    elif change == "thread":
        reply.thread.delete_softly(by=mo)
    else:
        reply.delete()
    later()
    post_office()
    assert postbox.letters == []
    assert Mail.objects.get().dropped_why == "gone"


def test_rights_are_asked_again_when_the_mail_leaves(
    private_space: Space, circle: Any, ben: Member, nia: Member, postbox: Postbox, later: Later, delivered: Delivered
) -> None:
    join(circle, nia)
    a_thread(private_space, by=ben, source="@nia, only for us.")
    delivered()
    later()
    gather()
    circle.memberships.filter(member=nia).delete()
    deliver()
    assert postbox.letters == []


@pytest.mark.parametrize("change", ["suspended", "left", "stopped", "unproven"])
def test_whom_mail_must_not_reach_gets_none(
    reply: Any, ben: Member, postbox: Postbox, later: Later, change: str
) -> None:
    later()
    gather()
    if change == "suspended":
        Member.objects.filter(pk=ben.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    elif change == "left":
        Member.objects.filter(pk=ben.pk).update(is_active=False)
    elif change == "stopped":
        stop_mail(ben)
    else:
        ben.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    deliver()
    assert postbox.letters == []
    assert Mail.objects.get().dropped_why == "stopped"


def test_the_fourth_mail_of_a_day_waits_in_the_inbox(
    space: Space, ben: Member, nia: Member, postbox: Postbox, later: Later, delivered: Delivered
) -> None:
    for number in range(5):
        a_thread(space, by=nia, source=f"Question {number} for @ben.")
    delivered()
    later()
    post_office()
    post_office()
    assert len(postbox.letters) == 3
    assert MailItem.objects.exclude(over_budget_at=None).count() == 2


# --- what leaves ---------------------------------------------------------------------------------------------------


def test_replies_of_ten_minutes_are_one_mail_and_the_newest_minute_waits_for_the_next(
    thread: Thread, nia: Member, postbox: Postbox, later: Later, delivered: Delivered
) -> None:
    for number in range(2):
        a_post(thread, by=nia, source=f"Thought number {number}.")
    delivered()
    later()
    a_post(thread, by=nia, source="Just this moment.")
    delivered()
    post_office()
    (letter,) = postbox.letters
    assert "Thought number 0." in part(letter, "plain") and "Thought number 1." in part(letter, "plain")
    assert "Just this moment." not in part(letter, "plain")
    later()
    post_office()
    assert "Just this moment." in part(postbox.letters[1], "plain")


def test_the_letter_holds_the_whole_reply_in_both_parts(
    reply: Any, ben: Member, postbox: Postbox, later: Later
) -> None:
    later()
    post_office()
    (letter,) = postbox.letters
    html, text = part(letter, "html"), part(letter, "plain")
    assert str(letter["To"]) == ben.email
    assert str(letter["Subject"]) == reply.thread.title
    assert "Nia replied to you" in html and "Nia replied to you" in text
    assert "<strong>lots</strong>" in html and "Draw lots, as we do" in text
    assert 'href="http://localhost:8000/t/1/"' in html
    assert "Our board" in html and "<img" not in html
    assert "nobody complains" not in html and "nobody complains" not in text
    for said in (html, text):
        assert "This answers something you wrote." in said
        assert "Send less" in said and "Choose what to hear about" in said and "Stop all e-mail" in said


def test_mails_of_one_thread_stand_together_and_carry_one_press_unsubscribing(
    thread: Thread, nia: Member, postbox: Postbox, later: Later, delivered: Delivered
) -> None:
    for number in range(2):
        a_post(thread, by=nia, source=f"Thought number {number}.")
        delivered()
        later()
        post_office()
    first, second = postbox.letters
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == f"<t{thread.pk}@localhost>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    line = next(line for line in postbox.raw[0].split(b"\r\n") if line.startswith(b"List-Unsubscribe:"))
    assert len(line) < 78 and line.endswith(b"/>")


def test_the_letter_speaks_the_language_of_its_member(reply: Any, ben: Member, postbox: Postbox, later: Later) -> None:
    Member.objects.filter(pk=ben.pk).update(language="fi")
    later()
    post_office()
    assert '<html lang="fi"' in part(postbox.letters[0], "html")


def test_a_very_long_mail_says_how_much_is_left(
    thread: Thread, nia: Member, postbox: Postbox, later: Later, delivered: Delivered
) -> None:
    for number in range(4):
        a_post(thread, by=nia, source=f"{number} " + "word " * 5000)
    delivered()
    later()
    post_office()
    assert "2 more posts are in the thread." in part(postbox.letters[0], "plain")
    assert len(postbox.raw[0]) < 200_000


# --- the mail server has its own mind ------------------------------------------------------------------------------


def test_a_refused_mail_is_tried_again_with_the_same_name_and_sent_once(
    reply: Any, postbox: Postbox, later: Later
) -> None:
    later()
    postbox.answer = "451 Come back later"
    post_office()
    mail = Mail.objects.get()
    assert mail.sent_at is None and "451" in mail.last_error and mail.retry_at > timezone.now()
    postbox.answer = "250 OK"
    post_office()
    assert postbox.letters == []
    Mail.objects.update(retry_at=timezone.now())
    post_office()
    post_office()
    (letter,) = postbox.letters
    assert str(letter["Message-ID"]) == f"<{mail.key}@localhost>"


def test_after_the_last_try_it_stays_in_the_inbox(reply: Any, postbox: Postbox, later: Later) -> None:
    later()
    gather()
    postbox.answer = "550 No such mailbox"
    for _ in range(10):
        Mail.objects.update(retry_at=timezone.now())
        deliver()
    mail = Mail.objects.get()
    assert (mail.attempts, mail.dropped_why) == (8, "failed")


def test_the_visitor_of_the_footer_needs_no_account(reply: Any, postbox: Postbox, later: Later) -> None:
    later()
    post_office()
    address = str(postbox.letters[0]["List-Unsubscribe"]).strip("<>").removeprefix("http://localhost:8000")
    assert Client().get(address).status_code == 200
