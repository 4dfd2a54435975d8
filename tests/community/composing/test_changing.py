"""Editing, histories, deleting and undoing."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.drafts.models import Draft
from community.posts.models import Post, Revision
from community.threads.models import Thread
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_post, a_thread

SignIn = Callable[[object], Client]


@pytest.fixture
def old_post(thread: Thread, ben: Member) -> Post:
    """A reply of ben's that is an hour old, so that edits leave a mark."""
    post = a_post(thread, by=ben, source="We meet on Mondays.")
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(hours=1))
    return Post.objects.get(pk=post.pk)


def test_others_and_visitors_do_not_edit(old_post: Post, nia: Member, client: Client, as_: SignIn) -> None:
    form = {"body": "Mine now.", "version": 1}
    assert client.post(f"/p/{old_post.pk}/edit/", form).status_code == 403
    assert as_(nia).get(f"/p/{old_post.pk}/edit/").status_code == 403
    refused = as_(nia).post(f"/p/{old_post.pk}/edit/", form)
    assert refused.status_code == 403 and "Mine now." in refused.content.decode()
    old_post.refresh_from_db()
    assert old_post.source == "We meet on Mondays."


def test_an_edit_is_saved_with_its_reason_and_the_history_shows_it(
    old_post: Post, ben: Member, client: Client, as_: SignIn
) -> None:
    form = {"body": "We meet on Tuesdays.", "version": 1, "reason": "wrong day"}
    assert as_(ben).post(f"/p/{old_post.pk}/edit/", form).status_code == 302
    page = client.get(f"/p/{old_post.pk}/history/").content.decode()
    assert "<del>Mondays</del>" in page and "<ins>Tuesdays</ins>" in page and "wrong day" in page
    assert "Restore this version" not in page


def test_two_editors_see_both_versions_and_the_second_keeps_hers(
    old_post: Post, ben: Member, mo: Member, as_: SignIn
) -> None:
    as_(mo).post(f"/p/{old_post.pk}/edit/", {"body": "We meet on Sundays.", "version": 1})
    conflict = as_(ben).post(f"/p/{old_post.pk}/edit/", {"body": "We meet on Fridays.", "version": 1})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Mo saved another version" in page and "Sundays" in page and "We meet on Fridays.</textarea>" in page
    assert 'name="version" value="2"' in page
    again = as_(ben).post(f"/p/{old_post.pk}/edit/", {"body": "We meet on Fridays.", "version": 2})
    assert again.status_code == 302
    assert [r.source for r in Revision.objects.order_by("version")] == ["We meet on Mondays.", "We meet on Sundays."]


@pytest.mark.parametrize("form", [{"body": "", "version": 1}, {"body": "x" * 32_001, "version": 1}, {"body": "x"}])
def test_a_wrong_edit_is_refused_and_kept(old_post: Post, ben: Member, as_: SignIn, form: dict[str, object]) -> None:
    assert as_(ben).post(f"/p/{old_post.pk}/edit/", form).status_code == 422


def test_extra_fields_change_nothing_else(old_post: Post, ben: Member, nia: Member, as_: SignIn) -> None:
    form = {
        "body": "Better.",
        "version": 1,
        "author": nia.pk,
        "number": 99,
        "created_at": "2020-01-01",
        "title": "Other",
    }
    as_(ben).post(f"/p/{old_post.pk}/edit/", form)
    after = Post.objects.select_related("thread").get(pk=old_post.pk)
    assert (after.author_id, after.number, after.created_at) == (ben.pk, old_post.number, old_post.created_at)
    assert after.thread.title != "Other"


def test_a_hidden_version_is_seen_by_moderators_alone(
    old_post: Post, ben: Member, mo: Member, client: Client, as_: SignIn
) -> None:
    as_(ben).post(f"/p/{old_post.pk}/edit/", {"body": "Nothing here.", "version": 1})
    Revision.objects.get(post=old_post, version=1).hide(by=mo, reason="Rule 2")
    for reader in (client, as_(ben)):
        assert "Mondays" not in reader.get(f"/p/{old_post.pk}/history/").content.decode()
    assert "Mondays" in as_(mo).get(f"/p/{old_post.pk}/history/").content.decode()
    assert as_(ben).post(f"/p/{old_post.pk}/history/1/restore/").status_code == 403


def test_an_earlier_version_comes_back_as_a_new_one(old_post: Post, ben: Member, nia: Member, as_: SignIn) -> None:
    as_(ben).post(f"/p/{old_post.pk}/edit/", {"body": "Something else.", "version": 1})
    assert as_(nia).post(f"/p/{old_post.pk}/history/1/restore/").status_code == 403
    assert as_(ben).post(f"/p/{old_post.pk}/history/1/restore/").status_code == 302
    old_post.refresh_from_db()
    assert (old_post.source, old_post.version) == ("We meet on Mondays.", 3)


def test_the_history_of_what_was_deleted_is_gone_for_others(
    old_post: Post, ben: Member, client: Client, as_: SignIn
) -> None:
    assert as_(ben).post(f"/p/{old_post.pk}/delete/").status_code == 302
    assert client.get(f"/p/{old_post.pk}/history/").status_code == 404
    assert as_(ben).get(f"/p/{old_post.pk}/history/").status_code == 200
    assert as_(ben).post(f"/p/{old_post.pk}/restore/").status_code == 302
    old_post.refresh_from_db()
    assert old_post.deleted_at is None


def test_get_changes_nothing(old_post: Post, ben: Member, as_: SignIn) -> None:
    for act in ("delete", "restore", "wiki", "history/1/restore"):
        assert as_(ben).get(f"/p/{old_post.pk}/{act}/").status_code == 405
    assert as_(ben).get(f"/p/{old_post.pk}/undo/").status_code == 403
    assert not Activity.objects.filter(verb__in=["post.deleted", "post.undone", "post.opened"]).exists()


def test_undo_takes_a_reply_back_into_a_draft(thread: Thread, ben: Member, nia: Member, as_: SignIn) -> None:
    a_post(thread, by=nia)
    before = Thread.objects.filter(pk=thread.pk).values("posts_count", "people_count", "repliers", "last_post_at").get()
    post = a_post(thread, by=ben, source="Too quick.", reply_to=2)
    assert as_(nia).post(f"/p/{post.pk}/undo/").status_code == 403
    answer = as_(ben).post(f"/p/{post.pk}/undo/")
    assert answer.status_code == 302 and answer["Location"].endswith("#reply")
    assert not Post.objects.filter(pk=post.pk).exists()
    draft = Draft.objects.get(member=ben)
    assert (draft.key, draft.body, draft.reply_to) == (f"thread:{thread.pk}", "Too quick.", 2)
    after = Thread.objects.filter(pk=thread.pk).values("posts_count", "people_count", "repliers", "last_post_at").get()
    assert before == after
    assert "Too quick." in as_(ben).get(f"/t/{thread.pk}/reply/").content.decode()


def test_undo_takes_a_thread_back_with_title_and_tags(ben: Member, as_: SignIn) -> None:
    thread = a_thread(by=ben, title="Not yet finished", source="Half of it.", tags=["rota"], kind="question")
    post = Post.objects.get(thread=thread)
    assert as_(ben).get(f"/p/{post.pk}/undo/").status_code == 200
    assert as_(ben).post(f"/p/{post.pk}/undo/")["Location"] == "/t/new/"
    assert not Thread.objects.filter(pk=thread.pk).exists()
    draft = Draft.objects.get(member=ben, key="new")
    assert (draft.title, draft.body, draft.tags, draft.kind) == ("Not yet finished", "Half of it.", "rota", "question")


def test_undo_is_refused_once_somebody_replied(thread: Thread, ben: Member, nia: Member, as_: SignIn) -> None:
    post = a_post(thread, by=ben)
    a_post(thread, by=nia)
    assert as_(ben).post(f"/p/{post.pk}/undo/").status_code == 403
    assert Post.objects.filter(pk=post.pk).exists()


def test_the_short_address_of_a_post_leads_to_its_place(
    thread: Thread, private_space: object, ben: Member, client: Client
) -> None:
    post = a_post(thread, by=ben)
    assert client.get(f"/p/{post.pk}/")["Location"].endswith("/2/#p-2")
    hidden = Post.objects.get(thread=a_thread(private_space, by=ben))  # type: ignore[arg-type]
    assert client.get(f"/p/{hidden.pk}/").status_code == client.get("/p/987654/").status_code == 404


def test_a_post_is_posted_and_edited_silently_within_five_minutes(thread: Thread, ben: Member, as_: SignIn) -> None:
    as_(ben).post(f"/t/{thread.pk}/reply/", {"body": "A tpyo.", "key": uuid.uuid4().hex})
    post = Post.objects.get(thread=thread, number=2)
    as_(ben).post(f"/p/{post.pk}/edit/", {"body": "A typo.", "version": 1})
    post.refresh_from_db()
    assert post.source == "A typo." and post.edited_at is None and not post.revisions.exists()
