"""Latest, following, unanswered: what stands in them, for whom, and how they go on."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from community.following.choosing import choose
from community.home.visiting import take_pulse
from community.questions.duplicating import mark
from community.threads.models import Thread
from config.lib.cursors import Cursor, cursor_from
from tests.factories import a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

LISTS = ("/", "/latest/", "/unanswered/", "/for-you/", "/following/")


def titles(page: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", page)


def walk(client: Client, path: str) -> list[str]:
    """All titles, page after page, by the button "Show older threads"."""
    seen: list[str] = []
    for _ in range(20):
        page = client.get(path).content.decode()
        seen += titles(page)
        older = re.search(r'<a class="btn" href="([^"]*after=[^"]*)"', page)
        if not older:
            return seen
        path = older[1].replace("&amp;", "&")
    raise AssertionError("the list does not end")


def some_threads(space: "Space", count: int, **fields: object) -> None:
    author, now = a_member(), timezone.now()
    Thread.objects.bulk_create(
        Thread(space=space, author=author, title=f"Thread number {n:04}", slug="x", posts_count=1,
               created_at=now - timedelta(minutes=n), last_post_at=now - timedelta(minutes=n), **fields)
        for n in range(count)
    )  # fmt: skip


def test_a_private_thread_stands_in_no_list_of_others(
    as_: "As", nia: "Member", mo: "Member", visitor: "Viewer", ben: "Member", private_space: "Space"
) -> None:
    a_thread(private_space, by=ben, title="What only the circle reads", kind="question", tags=["circle-tag"])
    for viewer in (nia, mo, visitor):
        for path in (*LISTS, "/tags/", "/tags/circle-tag/"):
            page = as_(viewer).get(path)
            assert "What only the circle reads" not in page.content.decode()
            if path != "/tags/circle-tag/":
                assert "circle-tag" not in page.content.decode()
    assert "What only the circle reads" in as_(ben).get("/latest/").content.decode()


def test_a_hidden_space_answers_like_one_that_does_not_exist(as_: "As", nia: "Member", private_space: "Space") -> None:
    for path in LISTS[1:3]:
        assert as_(nia).get(f"{path}?space={private_space.slug}").status_code == 404
        assert as_(nia).get(f"{path}?space=nothing-like-it").status_code == 404


def test_following_and_for_you_are_for_members(as_: "As", visitor: "Viewer") -> None:
    for path in ("/following/", "/for-you/"):
        assert as_(visitor).get(path).status_code == 302


def test_deleted_and_archived_threads_leave_the_lists(as_: "As", mo: "Member", space: "Space") -> None:
    a_thread(space, title="Deleted by somebody").delete_softly(by=mo)
    a_thread(space, title="Archived by somebody").archive(by=mo)
    for path in LISTS:
        page = as_(mo).get(path).content.decode()
        assert "by somebody" not in page


@pytest.mark.parametrize("path", ["/latest/", "/unanswered/"])
def test_pages_neither_repeat_nor_hide_a_row(as_: "As", nia: "Member", space: "Space", path: str) -> None:
    some_threads(space, 75, kind="question")
    assert walk(as_(nia), path) == [f"Thread number {n:04}" for n in range(75)]


def test_rows_of_the_same_moment_are_all_shown_once(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 70)
    Thread.objects.update(last_post_at=timezone.now())
    seen = walk(as_(nia), "/latest/")
    assert len(seen) == len(set(seen)) == 70


def test_what_comes_meanwhile_does_not_shift_the_next_page(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 40)
    client = as_(nia)
    first = client.get("/latest/").content.decode()
    older = re.search(r'href="(/latest/\?after=[^"]*)"', first)
    assert older
    a_thread(space, title="Came in the meantime")
    second = client.get(older[1]).content.decode()
    assert titles(first) + titles(second) == [f"Thread number {n:04}" for n in range(40)]


def test_pinned_everywhere_comes_first_and_only_once(as_: "As", nia: "Member", mia: "Member", space: "Space") -> None:
    some_threads(space, 40)
    Thread.objects.get(title="Thread number 0039").pin(by=mia, everywhere=True)
    seen = walk(as_(nia), "/latest/")
    assert seen[0] == "Thread number 0039"
    assert sorted(seen) == [f"Thread number {n:04}" for n in range(40)]
    assert titles(as_(nia).get("/").content.decode())[0] == "Thread number 0039"


def test_the_button_asks_for_rows_alone(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 40)
    client = as_(nia)
    asked = re.search(r'hx-get="([^"]*)"', client.get("/latest/").content.decode())
    assert asked
    fragment = client.get(asked[1].replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert len(titles(fragment)) == 10


def test_a_list_is_narrowed_to_a_space_and_a_tag(as_: "As", nia: "Member", space: "Space") -> None:
    other = a_space("Garden")
    a_thread(space, title="With both of them", tags=["rota"])
    a_thread(other, title="With the tag alone", tags=["rota"])
    a_thread(space, title="With the space alone")
    client = as_(nia)
    assert titles(client.get(f"/latest/?space={space.slug}&tag=rota").content.decode()) == ["With both of them"]
    assert len(titles(client.get("/latest/?tag=%23Rota").content.decode())) == 2
    assert "Nothing here with this filter" in client.get("/latest/?tag=unheard").content.decode()


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=1-", "after=99999999999999999999-1", "after=-1-1", "tag=" + "x" * 41, "space=%00", "tag=%00"],
)
def test_an_address_that_makes_no_sense_is_not_found(as_: "As", nia: "Member", query: str) -> None:
    assert as_(nia).get(f"/latest/?{query}").status_code == 404


def test_a_cursor_is_exact_to_the_microsecond() -> None:
    cursor = Cursor(timezone.now(), 12)
    assert cursor_from(str(cursor)) == cursor


def test_following_gathers_threads_spaces_tags_and_people(
    as_: "As", nia: "Member", ben: "Member", space: "Space"
) -> None:
    other = a_space("Garden")
    a_thread(other, title="In the followed space")
    a_thread(space, by=ben, title="By the followed member")
    a_thread(space, title="With the followed tag", tags=["rota"])
    followed = a_thread(space, title="The followed thread itself")
    a_thread(space, title="None of all these")
    choose(nia, "everything", space=other)
    choose(nia, "everything", person=ben)
    choose(nia, "everything", tag="rota")
    choose(nia, "everything", thread=followed)
    seen = titles(as_(nia).get("/following/").content.decode())
    assert sorted(seen) == [
        "By the followed member", "In the followed space", "The followed thread itself", "With the followed tag",
    ]  # fmt: skip


def test_nothing_wins_over_everything(as_: "As", nia: "Member", space: "Space") -> None:
    quiet = a_thread(space, title="Not this one again", tags=["rota"])
    choose(nia, "everything", space=space)
    choose(nia, "nothing", thread=quiet)
    assert "Not this one again" not in as_(nia).get("/following/").content.decode()
    assert "Not this one again" not in as_(nia).get("/").content.decode()
    choose(nia, "replies", thread=quiet)
    assert "Not this one again" in as_(nia).get("/following/").content.decode()
    choose(nia, "nothing", tag="rota")
    assert "Not this one again" not in as_(nia).get("/following/").content.decode()


def test_following_nothing_says_what_it_is_for(as_: "As", nia: "Member") -> None:
    assert "Nothing followed has moved yet" in as_(nia).get("/following/").content.decode()


def test_a_long_following_list_goes_on_without_a_gap(as_: "As", nia: "Member", space: "Space") -> None:
    some_threads(space, 65, tags=["rota"])
    choose(nia, "everything", space=space)
    choose(nia, "everything", tag="rota")
    assert walk(as_(nia), "/following/") == [f"Thread number {n:04}" for n in range(65)]


def test_answered_and_closed_questions_are_not_unanswered(
    as_: "As", nia: "Member", ben: "Member", space: "Space"
) -> None:
    answered = a_thread(space, by=ben, title="Answered by now", kind="question")
    answered.accept(a_post(answered), by=ben)
    a_thread(space, title="Closed by now, sorry", kind="question").close(by=ben)
    waiting = a_thread(space, title="Still waiting here", kind="question")
    mark(a_thread(space, title="Asked once before", kind="question"), waiting, by=ben)
    page = as_(nia).get("/unanswered/").content.decode()
    assert titles(page) == ["Still waiting here"]
    assert take_pulse(nia).unanswered == 1, "The number beside the tab is that of the list."


def test_tags_are_gathered_and_an_unused_one_says_so(as_: "As", visitor: "Viewer", space: "Space") -> None:
    a_thread(space, title="About the rota", tags=["rota"])
    client = as_(visitor)
    assert 'href="/tags/rota/"' in client.get("/tags/").content.decode()
    assert titles(client.get("/tags/rota/").content.decode()) == ["About the rota"]
    assert client.get("/tags/Rota/")["Location"] == "/tags/rota/"
    assert "No thread carries this tag yet" in client.get("/tags/unheard-of/").content.decode()
    assert client.get("/tags/" + "x" * 41 + "/").status_code == 404


def test_a_members_threads_replies_and_answers_are_those_the_reader_sees(
    as_: "As", nia: "Member", ben: "Member", visitor: "Viewer", space: "Space", private_space: "Space"
) -> None:
    asked = a_thread(space, by=nia, title="An open question here", kind="question")
    asked.accept(a_post(asked, by=ben, source="Open words of ben."), by=nia)
    hidden = a_thread(private_space, by=ben, title="A private thread of ben")
    a_post(hidden, by=ben, source="Private words of ben.")
    a_thread(space, by=ben, title="An open thread of ben")
    pages = {
        name: as_(visitor).get(f"/people/ben/{name}/").content.decode() for name in ("threads", "replies", "answers")
    }
    assert not any("rivate" in page for page in pages.values())
    assert "An open thread of ben" in pages["threads"]
    assert "Open words of ben." in pages["replies"]
    assert "Open words of ben." in pages["answers"]
    assert "A private thread of ben" in as_(ben).get("/people/ben/threads/").content.decode()
    fragment = as_(nia).get("/people/ben/replies/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment


def test_a_profile_closed_to_visitors_shows_them_nothing(
    as_: "As", visitor: "Viewer", nia: "Member", ben: "Member"
) -> None:
    from members.profiles.preferences import choose as prefer

    prefer(ben, profile="members")
    for name in ("threads", "replies", "answers"):
        assert as_(visitor).get(f"/people/ben/{name}/").status_code == 404
        assert as_(nia).get(f"/people/ben/{name}/").status_code == 200
