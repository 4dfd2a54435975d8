"""Posting a reply: once, in order, and never at the cost of what was typed."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.drafts.keeping import keep
from community.drafts.models import Draft
from community.following.choosing import choose
from community.following.reading import last_read, read_to
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

SignIn = Callable[[object], Client]


def _form(body: str = "A reply of mine.", **more: object) -> dict[str, object]:
    return {"body": body, "key": uuid.uuid4().hex, **more}


def _replies(thread: Thread) -> list[str]:
    return list(Post.objects.filter(thread=thread, number__gt=1).order_by("number").values_list("source", flat=True))


def test_a_visitor_keeps_the_text_and_is_asked_to_sign_in(thread: Thread, client: Client) -> None:
    answer = client.post(f"/t/{thread.pk}/reply/", _form("Every word of it."))
    assert answer.status_code == 403
    assert "Every word of it." in answer.content.decode() and "/signin/?next=" in answer.content.decode()
    fragment = client.post(f"/t/{thread.pk}/reply/", _form(), headers={"HX-Request": "true"})
    assert fragment.status_code == 409 and "signed out" in fragment.content.decode()
    assert _replies(thread) == []


def test_what_is_not_visible_takes_no_reply(private_space: object, nia: Member, ben: Member, as_: SignIn) -> None:
    hidden = a_thread(private_space, by=ben)  # type: ignore[arg-type]
    unseen = as_(nia).post(f"/t/{hidden.pk}/reply/", _form())
    missing = as_(nia).post("/t/999999/reply/", _form())
    assert unseen.status_code == missing.status_code == 404
    assert _replies(hidden) == []


@pytest.mark.parametrize(
    ("body", "words"), [("", "Write something first"), (" \n ", "Write something first"), ("ä" * 32_001, "32001")]
)
def test_wrong_text_is_refused_and_kept(thread: Thread, ben: Member, as_: SignIn, body: str, words: str) -> None:
    answer = as_(ben).post(f"/t/{thread.pk}/reply/", _form(body))
    assert answer.status_code == 422
    assert words in answer.content.decode() and body.strip() in answer.content.decode()
    assert _replies(thread) == []


def test_thirty_two_thousand_characters_are_accepted_whatever_the_line_ends(
    thread: Thread, ben: Member, as_: SignIn
) -> None:
    body = ("x" * 99 + "\r\n") * 319 + "y" * 100
    assert as_(ben).post(f"/t/{thread.pk}/reply/", _form(body)).status_code == 302


def test_a_thread_closed_while_writing_says_so_and_keeps_the_text(
    thread: Thread, nia: Member, mo: Member, as_: SignIn
) -> None:
    client = as_(nia)
    assert client.get(f"/t/{thread.pk}/reply/").status_code == 200
    thread.close(by=mo)
    answer = client.post(f"/t/{thread.pk}/reply/", _form("Just too late."))
    assert answer.status_code == 403
    assert "closed" in answer.content.decode() and "Just too late." in answer.content.decode()


def test_replies_that_arrived_are_said_once(thread: Thread, nia: Member, ben: Member, as_: SignIn) -> None:
    a_post(thread, by=a_member())
    a_post(thread, by=a_member())
    client, form = as_(nia), _form("Mine.", seen=1)
    first = client.post(f"/t/{thread.pk}/reply/", form)
    assert first.status_code == 409
    page = first.content.decode()
    assert "2 replies arrived while you wrote" in page and "Mine." in page and 'name="seen" value="3"' in page
    assert client.post(f"/t/{thread.pk}/reply/", form | {"seen": 3}).status_code == 302
    assert _replies(thread)[-1] == "Mine."


def test_the_same_key_makes_one_post_and_refuses_other_words(thread: Thread, ben: Member, as_: SignIn) -> None:
    client, form = as_(ben), _form("Only once.")
    first = client.post(f"/t/{thread.pk}/reply/", form)
    again = client.post(f"/t/{thread.pk}/reply/", form)
    assert first.status_code == again.status_code == 302 and first["Location"] == again["Location"]
    other = client.post(f"/t/{thread.pk}/reply/", form | {"body": "Something else."})
    assert other.status_code == 422 and "Something else." in other.content.decode()
    assert _replies(thread) == ["Only once."]


def test_posting_lets_go_of_the_draft_and_a_late_save_does_not_bring_it_back(
    thread: Thread, ben: Member, as_: SignIn
) -> None:
    key = f"thread:{thread.pk}"
    keep(ben, key, version=0, body="Only", title="")
    client, form = as_(ben), _form("Only once.", draft_key=key, draft_version=1)
    client.post(f"/t/{thread.pk}/reply/", form)
    assert not Draft.objects.exists()
    client.post("/drafts/save/", form)
    assert not Draft.objects.exists()


def test_from_the_thread_the_new_post_comes_with_a_way_back(thread: Thread, ben: Member, as_: SignIn) -> None:
    answer = as_(ben).post(f"/t/{thread.pk}/reply/", _form("Here it is.", last=1), headers={"HX-Request": "true"})
    page = answer.content.decode()
    post = Post.objects.get(thread=thread, number=2)
    assert answer.status_code == 200
    assert 'id="p-2"' in page and f"/p/{post.pk}/undo/" in page and 'data-posted="2"' in page


def test_a_newcomer_is_told_the_limit_before_and_at_it(thread: Thread, nia: Member, as_: SignIn) -> None:
    client = as_(nia)
    for number in range(9):
        a_post(thread, by=nia, source=f"Reply {number}")
    Post.objects.filter(author=nia).update(created_at=timezone.now() - timedelta(hours=2))
    assert "1 more reply today" in client.get(f"/t/{thread.pk}/reply/").content.decode()
    assert client.post(f"/t/{thread.pk}/reply/", _form("The tenth.")).status_code == 302
    refused = client.post(f"/t/{thread.pk}/reply/", _form("The eleventh."))
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 3600
    assert "The eleventh." in refused.content.decode()


def test_a_newcomer_posts_two_links_but_not_three(thread: Thread, nia: Member, as_: SignIn) -> None:
    links = [f"https://example.com/{n}" for n in range(3)]
    client = as_(nia)
    refused = client.post(f"/t/{thread.pk}/reply/", _form(" ".join(links)))
    assert refused.status_code == 403 and "2 links" in refused.content.decode()
    assert client.post(f"/t/{thread.pk}/reply/", _form(" ".join(links[:2]))).status_code == 302


def test_an_accepted_answer_lifts_the_limits_of_the_first_day(nia: Member, ben: Member, as_: SignIn) -> None:
    asked = a_thread(by=ben, kind="question")
    asked.accept(a_post(asked, by=nia), by=ben)
    links = " ".join(f"https://example.com/{n}" for n in range(5))
    assert as_(nia).post(f"/t/{asked.pk}/reply/", _form(links)).status_code == 302


def test_the_same_words_twice_within_five_minutes_are_refused(thread: Thread, ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    client.post(f"/t/{thread.pk}/reply/", _form("Hello again."))
    assert client.post(f"/t/{thread.pk}/reply/", _form("Hello again.")).status_code == 429


def test_a_reply_names_the_post_it_answers(thread: Thread, ben: Member, nia: Member, as_: SignIn) -> None:
    a_post(thread, by=nia)
    page = as_(ben).get(f"/t/{thread.pk}/reply/?to=2&quote=1").content.decode()
    assert "@nia in #2:" in page and 'name="reply_to" value="2"' in page
    as_(ben).post(f"/t/{thread.pk}/reply/", _form(reply_to=2))
    assert Post.objects.get(thread=thread, number=3).reply_to == Post.objects.get(thread=thread, number=2)


def test_wrong_numbers_in_the_form_are_answered_and_not_with_a_crash(thread: Thread, ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    for wrong in ({"seen": "x"}, {"reply_to": "-1"}, {"reply_to": "9" * 40}, {"key": "<script>"}):
        assert client.post(f"/t/{thread.pk}/reply/", _form(**wrong)).status_code == 422
    for query in ("to=x", "to=" + "9" * 40, "to=0"):
        assert client.get(f"/t/{thread.pk}/reply/?{query}").status_code == 200
    assert _replies(thread) == []


def test_a_member_may_keep_the_reply_box_at_the_bottom(thread: Thread, ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    assert "is-docked" not in client.get(thread.get_absolute_url()).content.decode()
    chosen = {"theme": "", "reading": "", "language": "", "dock": "on"}
    assert client.post("/settings/appearance/", chosen).status_code == 302
    assert "is-docked" in client.get(thread.get_absolute_url()).content.decode()
    assert "is-docked" not in client.get(f"/t/{thread.pk}/reply/").content.decode()


@pytest.mark.parametrize(("read", "then"), [(1, 1), (2, 3)])
def test_ones_own_reply_is_news_only_behind_what_one_has_not_read(
    thread: Thread, ben: Member, nia: Member, as_: SignIn, read: int, then: int
) -> None:
    a_post(thread, by=nia)
    thread.refresh_from_db()
    read_to(ben, thread, read)
    as_(ben).post(f"/t/{thread.pk}/reply/", _form())
    assert last_read(ben, thread) == then


def test_who_has_replied_sees_at_once_that_they_follow_unless_they_chose_otherwise(
    thread: Thread, nia: Member, as_: SignIn
) -> None:
    sent = {"last": "1", "seen": "9"}
    answer = as_(nia).post(f"/t/{thread.pk}/reply/", _form(**sent), headers={"HX-Request": "true"})
    assert 'hx-target="#thread-follow"' in answer.text
    assert "You follow because you replied. You are told of every new reply." in answer.text
    choose(nia, "nothing", thread=thread)
    answer = as_(nia).post(f"/t/{thread.pk}/reply/", _form("Once more.", **sent), headers={"HX-Request": "true"})
    assert "You chose this. You are not told about this thread." in answer.text
