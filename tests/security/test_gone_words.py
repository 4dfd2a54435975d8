"""Words that were taken away stay away, whatever address is asked for them, and so does the way to bring them back."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from community.posts.models import Post
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from members.profiles.models import Member
from tests.factories import a_post

As = Callable[[Any], Client]

FRAGMENTS: list[dict[str, str]] = [{}, {"HX-Request": "true"}]


@pytest.mark.parametrize("headers", FRAGMENTS)
def test_a_preview_does_not_open_the_text_of_a_post_one_may_not_edit(
    thread: Thread, nia: Member, mo: Member, as_: As, headers: dict[str, str]
) -> None:
    gone = a_post(thread, by=nia, source="zqdeleted words")
    gone.delete_softly(by=mo)
    hidden = a_post(thread, by=nia, source="zqhidden words")
    hidden.hide(by=mo)
    standing = a_post(thread, by=nia, source="zqsource %% of somebody else")
    reader = as_(thread.author)
    for post in (gone, hidden, standing):
        answer = reader.post(reverse("post_preview"), {"draft_key": f"edit:{post.pk}"}, headers=headers)
        assert b"zqdeleted" not in answer.content and b"zqhidden" not in answer.content
        assert b"zqsource" not in answer.content


def test_nobody_tries_out_which_names_stood_in_a_post_that_is_gone(
    thread: Thread, nia: Member, mo: Member, as_: As
) -> None:
    gone, hidden = (a_post(thread, by=nia, source="Ask @zqname about it") for _ in range(2))
    gone.delete_softly(by=mo)
    hidden.hide(by=mo)
    reader = as_(thread.author)
    for post in (gone, hidden):
        typed: dict[str, str | int] = {"q": "@zqname", "thread": thread.pk, "post": post.pk}
        assert "“@zqname”" in reader.get(reverse("names_called"), typed).content.decode()
        text = {"draft_key": f"edit:{post.pk}", "body": "@zqname"}
        assert "“@zqname”" in reader.post(reverse("post_preview"), text, headers=FRAGMENTS[1]).content.decode()


def test_undoing_is_not_for_those_who_may_write_nothing(thread: Thread, nia: Member, as_: As) -> None:
    post = a_post(thread, by=nia)
    Member.objects.filter(pk=nia.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert as_(nia).post(reverse("post_undo", args=[post.pk])).status_code == 403
    assert Post.objects.filter(pk=post.pk).exists()


@pytest.mark.parametrize("act", ["hide", "delete_softly"])
def test_what_the_team_took_away_cannot_be_undone_by_its_author(
    thread: Thread, nia: Member, mo: Member, as_: As, act: str
) -> None:
    post = a_post(thread, by=nia)
    getattr(post, act)(by=mo)
    assert as_(nia).post(reverse("post_undo", args=[post.pk])).status_code == 403
    assert Post.objects.filter(pk=post.pk).exists()


@pytest.fixture
def picture(thread: Thread, nia: Member, settings: Any, tmp_path: Path) -> Upload:
    """A picture in a reply."""
    settings.MEDIA_ROOT = tmp_path
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "PNG")
    upload = store(SimpleUploadedFile("a.png", drawn.getvalue(), "image/png"), by=nia)
    Upload.objects.filter(pk=upload.pk).update(post=a_post(thread, by=nia, source=upload.markdown))
    return Upload.objects.select_related("post__thread").get(pk=upload.pk)


@pytest.mark.parametrize("way", ["hidden", "held", "deleted", "thread deleted"])
def test_a_picture_only_the_team_sees_is_kept_by_no_shared_cache(
    picture: Upload, mo: Member, as_: As, way: str
) -> None:
    assert picture.post is not None
    if way == "thread deleted":
        picture.post.thread.delete_softly(by=mo)
    else:
        Post.objects.filter(pk=picture.post.pk).update(**{f"{way}_at": timezone.now()})
    answer = as_(mo).get(picture.get_absolute_url())
    assert answer.status_code == 200
    assert "public" not in answer["Cache-Control"]
    assert Client().get(picture.get_absolute_url()).status_code == 404


def test_a_title_stays_on_one_line_when_it_is_edited(thread: Thread, ben: Member, as_: As) -> None:
    first = thread.posts.get(number=1)
    data = {"body": "Other words", "version": first.version, "title": "A title of one\r\nBcc: eve@example.org"}
    as_(ben).post(reverse("post_edit", args=[first.pk]), data)
    thread.refresh_from_db()
    assert thread.title == "A title of one Bcc: eve@example.org"
