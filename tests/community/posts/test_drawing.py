"""A post that was drawn a moment ago is shown again, and never differs from one that is drawn anew."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from community.posts import drawing
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_post

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'csrfmiddlewaretoken" value="[^"]+"')
READ_BY_THE_DRAWING = {
    "shown": {
        # in the key
        "post", "is_new", "may_edit", "may_accept", "html", "rest", "rest_minutes", "role", "role_class", "mine",
        # made of what is in the key
        "has_media", "is_mine",
        # unusual: never kept
        "is_answer", "is_target", "is_folded", "is_tombstone", "gaps", "came", "answers_url", "poll", "saved",
        "waiting",  # of held posts alone
        "labels",  # unusual posts alone have some
    },
    "post": {
        "pk", "number", "author", "created_at", "edited_at", "reply_to", "reactions", "get_absolute_url",
        "held_at", "edit_asked_at",  # unusual
    },
    "thread": {"pk", "language", "answered_by", "answered_at", "check"},  # the last three of an answer alone
    "user": {"is_authenticated"},
}  # fmt: skip


def _posts(page: str) -> str:
    """The posts of a page, without form tokens, which differ each time."""
    return TOKEN.sub("", page[page.index('<div id="posts"') : page.index('<section id="reply"')])


def test_the_template_reads_nothing_that_the_key_does_not_hold() -> None:
    """What is new here belongs into `drawing._look` or `drawing._is_usual`, and then into the table above."""
    text = "".join(
        (settings.ROOT / "templates" / "community" / name).read_text()
        for name in ("posts/_post.html", "reactions/_reactions.html")
    )
    for name, known in READ_BY_THE_DRAWING.items():
        assert set(re.findall(rf"(?<![\w.]){name}\.(\w+)", text)) <= known
    whole = set(re.findall(r"with [^%]*?=(\w+)[ %]", text)) | set(re.findall(r"{{ (\w+) ", text))
    known = {"name", "n", "url", "word", "number", "error", "who_url", "post", "title", "user", "mine", "report_url"}
    known.add("label")  # each of those of `shown`
    assert whole <= known
    assert Path(settings.ROOT / "templates/community/posts/_post.html").read_text().count("{% include") == 7


@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_is_kept_reads_like_what_is_drawn_anew(
    language: str, thread: Thread, ben: Member, nia: Member, mo: Member, visitor: Any, as_: Any
) -> None:
    Member.objects.get_queryset().update(language=language, last_seen_at=timezone.now())
    for number in range(6):
        a_post(thread, by=[nia, mo, ben][number % 3], source=f"Reply **{number}**\n\nmore", reply_to=number or None)
    Post.objects.filter(number=3).update(edited_at=timezone.now())
    Post.objects.filter(number=4).update(deleted_at=timezone.now(), deleted_by=mo)
    Post.objects.filter(number=5).update(reactions={"👍": 2})
    for who in (ben, nia, mo, visitor):
        client = as_(who)
        for look in (
            lambda client=client: _posts(client.get(thread.get_absolute_url()).text),
            lambda client=client: TOKEN.sub("", client.get(f"/t/{thread.pk}/since/2/").text),
        ):
            pages = [look() for _turn in range(3)]
            drawing._kept.cache_clear()
            pages.append(look())
            assert pages[1] == pages[2] == pages[3] and "Reply" in pages[3]


def test_what_changes_is_seen_at_once_and_each_reader_keeps_their_own_token(
    thread: Thread, ben: Member, nia: Member, as_: Any
) -> None:
    post = a_post(thread, by=nia, source="Draw lots.")
    readers = [as_(ben), as_(nia)]
    drawn = [client.get(thread.get_absolute_url()).text for client in readers]
    tokens = [re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page) for page in drawn]
    assert all(token and len(token[1]) == 64 for token in tokens) and drawing._TOKEN not in "".join(drawn)
    Member.objects.get_queryset().filter(pk=nia.pk).update(name="Nia Lahti")
    Post.objects.filter(pk=post.pk).update(reactions={"🎉": 7}, html="<p>Draw straws.</p>")
    later = timezone.now() - timedelta(minutes=1)
    Post.objects.filter(pk=post.pk).update(edited_at=later)
    for client in readers:
        page = client.get(thread.get_absolute_url()).text
        assert "Nia Lahti" in page and "Draw straws." in page and "Draw lots." not in page and "🎉" in page
