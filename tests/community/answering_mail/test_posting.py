"""A reply by mail is a post, by the same rules: who may not, what is said then, and what comes along."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.models import Thread
from community.uploads.models import Upload
from members.letters.models import AccountLetter
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.profiles.models import Member
from members.replying.addresses import Errand, errand_of
from members.replying.models import IncomingMail
from members.replying.receiving import read_all, take_in
from tests.factories import a_post, a_thread, join
from tests.members.notifications.conftest import Postbox
from tests.members.replying.conftest import Answer, a_mail
from tests.visibility.village import picture

pytestmark = pytest.mark.django_db


def first_of(thread: Thread) -> Post:
    """The post that opened it."""
    return Post.objects.get(thread=thread, number=1)


# --- who may not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("closed", "This thread is closed and takes no more replies."),
        ("deleted", "The thread is not there any more, or not open to you."),
        ("silenced", "You can read, and write again from"),
        ("empty", "We found no words of yours in it."),
        ("long", "At most 32000 characters fit into a post."),
        ("same", "You posted the same words a moment ago."),
        ("late", "A mail can be answered for 60 days"),
    ],
)
def test_what_may_not_be_posted_is_answered_by_one_calm_letter_with_the_reason(
    thread: Thread, ben: Member, mo: Member, answer: Answer, letters: Any, monkeypatch: Any, change: str, sentence: str
) -> None:
    sam, text = _regular(), "Draw lots."
    if change == "closed":
        thread.close(by=mo)
    elif change == "deleted":
        thread.delete_softly(by=mo)
    elif change == "silenced":
        Member.objects.filter(pk=sam.pk).update(silenced_until=timezone.now() + timedelta(days=2))
    elif change == "same":
        answer(first_of(thread).pk, sam, Message_ID="<before@x>")
    elif change == "late":
        monkeypatch.setattr("members.replying.addresses.KEPT", timedelta(days=-1))
    text = {"empty": "\n\n-- \nSam", "long": "word " * 7000}.get(change, text)
    before = Post.objects.count()
    row = answer(first_of(thread).pk, sam, text, Message_ID="<now@x>")
    assert (row.dropped_why, Post.objects.count()) == ("refused", before)
    (letter,) = letters()
    assert sentence in letter.body and letter.to == [sam.email] and letter.subject == "Your reply was not posted"
    assert change == "empty" or text[:40].strip() in letter.body
    take_in(a_mail(sam.email, "x@y", Message_ID="<now@x>").as_bytes())
    read_all()
    assert len(letters()) == 1


def test_who_lost_a_private_space_hears_the_same_as_of_a_thread_that_is_gone(
    private_space: Space, circle: Any, ben: Member, answer: Answer, letters: Any
) -> None:
    sam = _regular()
    join(circle, sam)
    thread = a_thread(private_space, by=ben, title="Only for us")
    circle.memberships.filter(member=sam).delete()
    answer(first_of(thread).pk, sam)
    answer(999_999, sam, "Other words.")
    one, other = (letter.body for letter in letters())
    assert one.replace("Draw lots.", "") == other.replace("Other words.", "")
    assert Post.objects.filter(thread=thread).count() == 1


def test_the_limits_of_a_first_day_hold(thread: Thread, nia: Member, answer: Answer) -> None:
    row = answer(first_of(thread).pk, nia, "\n\n".join(f"https://example.org/{n}" for n in range(5)))
    assert row.dropped_why == "refused" and Post.objects.count() == 1


# --- what is posted ------------------------------------------------------------------------------------------------


def test_a_reply_is_posted_once_however_often_the_mail_comes(thread: Thread, ben: Member, answer: Answer) -> None:
    sam = _regular()
    quote = "\n\nOn Mon, 9 Feb 2026 at 13:36, Ben <reply@forum.example> wrote:\n\n> Ours falls apart.\n"
    for _copy in range(3):
        row = answer(first_of(thread).pk, sam, f"Draw *lots*.{quote}", direct=True, Message_ID="<once@x>")
    post = Post.objects.get(thread=thread, number=2)
    assert (post.author, post.source, post.reply_to) == (sam, "Draw *lots*.", first_of(thread))
    assert row.sent_at and bytes(row.content) == b"" and not AccountLetter.objects.exists()
    # A worker that died after posting, before it noted so, would do it again.
    IncomingMail.objects.update(sent_at=None, content=_sent(sam, first_of(thread).pk, quote), retry_at=timezone.now())
    read_all()
    assert Post.objects.filter(thread=thread).count() == 2


def test_it_lands_where_the_thread_stands_now(
    thread: Thread, space: Space, ben: Member, mo: Member, answer: Answer
) -> None:
    target, sam, first = a_thread(space, by=ben), _regular(), first_of(thread).pk
    merge(thread, into=target, by=mo)
    answer(first, sam, "Still true.")
    assert Post.objects.filter(thread=target, source="Still true.").exists()


def test_pictures_and_files_come_along_by_the_rules_of_uploads(
    thread: Thread, ben: Member, answer: Answer, letters: Any
) -> None:
    sam = _regular()

    def with_files(mail: EmailMessage) -> None:
        mail.add_attachment(picture(), maintype="image", subtype="png", filename="board.png")
        mail.add_attachment(b"Monday: Nia\n", maintype="text", subtype="plain", filename="rota.txt")
        mail.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="rota.exe")

    answer(first_of(thread).pk, sam, "Here it is.", change=with_files)
    post = Post.objects.get(thread=thread, number=2)
    assert Upload.objects.filter(post=post).count() == 2
    assert post.source.startswith("Here it is.\n\n![") and "rota.txt" in post.source and "rota.exe" not in post.source
    (letter,) = letters()
    assert letter.subject == "Your reply was posted, not all of it" and "rota.exe was left out." in letter.body


# --- the round -----------------------------------------------------------------------------------------------------


def test_a_mail_about_one_thread_carries_an_address_for_its_reader_alone(
    thread: Thread, ben: Member, postbox: Postbox, later: Callable[..., None], delivered: Callable[[], int]
) -> None:
    reply = a_post(thread, by=_regular(), source="Draw lots.")
    delivered()
    later()
    gather()
    deliver()
    (letter,) = postbox.letters
    errand = errand_of([str(letter["Reply-To"])])
    assert errand == Errand(ben.pk, "post", reply.pk, is_direct=True)
    body = letter.get_body(("plain",))
    assert body and str(body.get_content()).startswith("##- Reply above this line to answer in the thread -##")
    assert "noreply@" in str(letter["From"])
    assert errand_of(postbox.senders) == Errand(ben.pk)


def test_without_a_place_for_replies_mails_are_as_they_were(
    thread: Thread, postbox: Postbox, later: Callable[..., None], delivered: Callable[[], int], settings: Any
) -> None:
    settings.MAIL_REPLIES = ""
    a_post(thread, by=_regular())
    delivered()
    later()
    gather()
    deliver()
    (letter,) = postbox.letters
    assert letter["Reply-To"] is None and "##-" not in postbox.raw[0].decode()


def _regular() -> Member:
    from tests.factories import a_member

    return a_member("Sam", joined_at=timezone.now() - timedelta(days=400))


def _sent(member: Member, post_id: int, quote: str) -> bytes:
    from members.replying.addresses import address_for

    to = address_for(Errand(member.pk, "post", post_id, is_direct=True))
    return a_mail(member.email, to, f"Draw *lots*.{quote}", Message_ID="<once@x>").as_bytes()
