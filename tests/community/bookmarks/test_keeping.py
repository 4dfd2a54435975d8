"""What somebody keeps is theirs alone: nobody else sees it, and it outlives moving, merging and deleting."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.bookmarks.keeping import keep
from community.bookmarks.models import Bookmark
from community.bookmarks.noting import NOTE_MAX, Wanted
from community.bookmarks.removing import WAY_BACK, forget_removed
from community.posts.models import Post
from members.activity.models import Activity
from tests.factories import a_group, a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def listed(client: Client, query: str = "") -> str:
    answer = client.get(f"{reverse('saved')}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def kept(post: Post, by: "Member", note: str = "") -> Bookmark:
    bookmark = keep(post, by=by)
    bookmark.write_down(note, None, by=by)
    return bookmark


def test_nobody_sees_or_touches_what_somebody_else_keeps(
    as_: "As", visitor: "Viewer", nia: "Member", ben: "Member", mo: "Member", mia: "Member", olli: "Member",
    thread: "Thread",
) -> None:  # fmt: skip
    bookmark = kept(thread.posts.get(number=1), nia, "Zqnote to myself")
    gone = kept(a_post(thread, by=ben), nia, "Zqgone")
    gone.remove(by=nia)
    acts = [reverse(name, args=[bookmark.pk]) for name in ("saved_edit", "saved_remove")]
    for viewer in (visitor, ben, mo, mia, olli):
        client, status = as_(viewer), 404 if viewer.is_authenticated else 302
        for path in acts:
            assert client.post(path, {"note": "Mine now", "when": "never"}).status_code == status
        assert client.get(acts[0]).status_code == status
        client.post(reverse("saved_restore", args=[gone.pk]))
        pages = (thread.get_absolute_url(), reverse("saved"), nia.get_absolute_url(), f"/saved/?removed={gone.pk}")
        for path in pages:
            said = client.get(path).content.decode()
            assert "Zqnote" not in said
            assert f"/saved/{bookmark.pk}/" not in said
            assert f"/saved/{gone.pk}/" not in said
    bookmark.refresh_from_db()
    gone.refresh_from_db()
    assert (bookmark.note, bookmark.removed_at) == ("Zqnote to myself", None)
    assert gone.removed_at
    # The log says that somebody kept something, and neither what nor why.
    rows = Activity.objects.filter(verb__startswith="bookmark.")
    assert {(row.subject_type, str(row.facts)) for row in rows} == {("community.bookmark", "{}")}


def test_what_cannot_be_read_cannot_be_kept(as_: "As", visitor: "Viewer", nia: "Member", ben: "Member") -> None:
    inside = a_thread(a_space(group=a_group(ben)), by=ben).posts.get(number=1)
    deleted = a_post(by=ben)
    deleted.delete_softly(by=ben)
    assert as_(visitor).post(reverse("post_save", args=[a_post().pk])).status_code == 302
    for post_id in (inside.pk, deleted.pk, 999_999):
        assert as_(nia).post(reverse("post_save", args=[post_id])).status_code == 404
    assert not Bookmark.objects.exists()


def test_saving_twice_is_saving_once_and_says_so_where_the_post_stands(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread"
) -> None:
    reply, client = a_post(thread, by=ben), as_(nia)
    assert "Save for later" in client.get(thread.get_absolute_url()).content.decode()
    for _ in range(2):
        answer = client.post(reverse("post_save", args=[reply.pk]))
    bookmark = Bookmark.objects.get()
    assert answer["Location"] == reverse("saved_edit", args=[bookmark.pk])
    assert Activity.objects.filter(verb="bookmark.kept").count() == 1
    page = client.get(thread.get_absolute_url()).content.decode()
    assert f'id="saved-{reply.pk}" data-saved><a' in page
    assert f'id="saved-{thread.posts.get(number=1).pk}" data-saved></span>' in page
    fragment = client.post(reverse("post_save", args=[reply.pk]), headers={"HX-Request": "true"}).content.decode()
    assert f'id="saved-{reply.pk}"' in fragment
    assert reverse("saved_remove", args=[bookmark.pk]) in fragment


def test_a_thread_is_kept_by_its_first_post(as_: "As", nia: "Member", thread: "Thread") -> None:
    first, client = thread.posts.get(number=1), as_(nia)
    path = reverse("post_save", args=[first.pk])
    answer = client.post(path, {"what": "thread"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="saved-thread"' in answer
    assert 'id="saved-thread"><a' in client.get(thread.get_absolute_url()).content.decode()


def test_the_list_is_narrowed_and_its_notes_are_searched(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread"
) -> None:
    reply, client = a_post(thread, by=ben, source="The reply itself"), as_(nia)
    kept(thread.posts.get(number=1), nia, "Ask Réka about the rota")
    kept(reply, nia, "100% sure")
    whole, said = "Ask Réka", "100% sure"
    for query, found in {
        "": {whole, said}, "?show=threads": {whole}, "?show=replies": {said}, "?show=reminders": set(),
        "?q=reka+ABOUT": {whole}, "?q=100%25": {said}, "?q=100_": set(), "?show=replies&q=rota": set(),
        "?show=nonsense": {whole, said},
    }.items():  # fmt: skip
        page = listed(client, query)
        assert {note for note in (whole, said) if note in page} == found, query


def test_the_list_goes_on_without_a_gap_or_a_repeat(as_: "As", nia: "Member", thread: "Thread") -> None:
    first = thread.posts.get(number=1)
    copies = [
        Post(thread=thread, number=n, author=first.author, source="x", html="x", text=f"text {n}") for n in range(2, 66)
    ]
    Bookmark.objects.bulk_create([Bookmark(member=nia, post=one) for one in Post.objects.bulk_create(copies)])
    seen: list[str] = []
    client, query = as_(nia), ""
    while True:
        answer = client.get(f"{reverse('saved')}{query}")
        seen += [row.extract for row in answer.context["rows"]]
        if not (query := answer.context["older"]):
            break
    assert len(seen) == len(set(seen)) == 64
    assert client.get(f"{reverse('saved')}?after=nonsense").status_code == 404


def test_what_is_gone_says_so_without_its_words(as_: "As", nia: "Member", ben: "Member", mo: "Member") -> None:
    group = a_group(ben, nia)
    space = a_space(group=group)
    deleted, inside = a_thread(title="Zqdeleted thread title", by=ben), a_thread(space, title="Zqinner title", by=ben)
    hidden, undone = a_post(a_thread(by=ben), by=ben, source="Zqhidden"), a_thread(title="Zqundone thread", by=ben)
    posts = [deleted.posts.get(number=1), inside.posts.get(number=1), hidden, undone.posts.get(number=1)]
    for number, post in enumerate(posts):
        kept(post, nia, f"my note {number}")
    deleted.delete_softly(by=ben)
    group.memberships.filter(member=nia).delete()
    hidden.hide(by=mo, reason="Rule 2")
    undone.delete()
    page = listed(as_(nia))
    # Whole words: two letters stand in many a random token of a page.
    assert not [word for word in ("Zqdeleted", "Zqinner", "Zqhidden", "Zqundone") if word in page]
    assert page.count("What you saved was deleted") == 4
    assert all(f"my note {number}" in page for number in range(4))
    gone = Bookmark.objects.get(post=None)
    edit = as_(nia).post(reverse("saved_edit", args=[gone.pk]), {"note": "still mine", "when": "never"})
    assert edit["Location"] == reverse("saved")


def test_it_goes_along_when_its_post_moves(as_: "As", nia: "Member", ben: "Member", thread: "Thread") -> None:
    reply = a_post(thread, by=ben, source="A reply that moves")
    kept(reply, nia)
    other = a_thread(title="Where it went afterwards", by=ben)
    Post.objects.filter(pk=reply.pk).update(thread=other, number=2)
    page = listed(as_(nia))
    assert f"/t/{other.pk}/{other.slug}/2/#p-2" in page
    assert "Where it went afterwards" in page


def test_what_was_removed_comes_back_as_it_was_for_a_day(
    as_: "As", nia: "Member", thread: "Thread", settings: object
) -> None:
    bookmark, client = kept(thread.posts.get(number=1), nia, "Call Anna"), as_(nia)
    answer = client.post(reverse("saved_remove", args=[bookmark.pk]), follow=True)
    page = answer.content.decode()
    assert "Call Anna" not in page
    assert reverse("saved_restore", args=[bookmark.pk]) in page
    assert "Call Anna" in client.post(reverse("saved_restore", args=[bookmark.pk]), follow=True).content.decode()
    # Saved again after it was removed, it begins anew.
    bookmark.refresh_from_db()
    bookmark.remove(by=nia)
    assert keep(thread.posts.get(number=1), by=nia).note == ""
    bookmark.refresh_from_db()
    bookmark.remove(by=nia)
    forget_removed()
    assert Bookmark.objects.filter(pk=bookmark.pk).exists()
    Bookmark.objects.update(removed_at=timezone.now() - WAY_BACK * 1.1)
    forget_removed()
    assert not Bookmark.objects.exists()
    late = client.post(reverse("saved_restore", args=[bookmark.pk]), follow=True).content.decode()
    assert "can no longer be brought back" in late


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "yes"])
def test_removing_leads_nowhere_else(as_: "As", nia: "Member", thread: "Thread", back: str) -> None:
    bookmark = kept(thread.posts.get(number=1), nia)
    answer = as_(nia).post(reverse("saved_remove", args=[bookmark.pk]), {"back": back})
    assert answer["Location"].startswith(reverse("saved"))


def test_a_note_is_at_most_500_characters_and_wrong_input_keeps_what_was_typed(
    as_: "As", nia: "Member", thread: "Thread"
) -> None:
    bookmark, client = kept(thread.posts.get(number=1), nia, "before"), as_(nia)
    path = reverse("saved_edit", args=[bookmark.pk])
    lines = "\r\n".join(["ä" * 99] * 5)
    assert len(lines.replace("\r\n", "\n")) == 499
    for note, status in (("x" * (NOTE_MAX + 1), 422), ("a\0b", 422), (lines + "!", 302)):
        answer = client.post(path, {"note": note, "when": "never"})
        assert answer.status_code == status, note[:5]
        assert status == 302 or "There is a problem" in answer.content.decode()
    too_long = client.post(path, {"note": "y" * 501, "when": "never"}).content.decode()
    assert "y" * 501 in too_long
    assert "A note has at most 500 characters; this one has 501." in too_long
    bookmark.refresh_from_db()
    assert len(bookmark.note) == NOTE_MAX


def test_a_thread_page_asks_no_question_more_for_bookmarks(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread", django_assert_max_num_queries: object
) -> None:
    from tests.house.test_query_budgets import queries

    posts = [a_post(thread, by=ben) for _ in range(5)]
    before = len(queries(as_(nia), thread.get_absolute_url()))
    for post in posts:
        kept(post, nia, "a note").write_down("a note", Wanted(post.created_at, True), by=nia)
    assert len(queries(as_(nia), thread.get_absolute_url())) == before
    few = len(queries(as_(nia), reverse("saved")))
    for post in (a_post(a_thread(), by=a_member()) for _ in range(4)):
        kept(post, nia)
    assert len(queries(as_(nia), reverse("saved"))) == few <= 12
