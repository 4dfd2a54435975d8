"""Writing lines: who may not, what they hold, each once, at what pace, and how long they can be changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from community.chat.models import ChatLine, ChatRoom, ChatSeat
from community.chat.pace import LINES_TO_A_REPLY
from community.composing.pace import POSTS_PER_HOUR_YOUNG
from community.following.models import Silence
from members.activity.models import Activity
from members.profiles.models import Member
from moderation.screening.lifting import vouch
from moderation.screening.trust import LINES
from tests.community.chat.conftest import Say, lines
from tests.factories import a_member


def address(name: str, line: ChatLine) -> str:
    return reverse(name, args=[line.room.space.slug, line.room_id, line.pk])


# --- who may not ---------------------------------------------------------------------------------------------------


def test_a_visitor_keeps_the_words_and_is_asked_to_sign_in(says: Say, room: ChatRoom, visitor: AnonymousUser) -> None:
    response = says(visitor, room, "I was here")
    assert response.status_code == 403
    assert "I was here" in response.content.decode()
    assert f"next={room.get_absolute_url()}" in response.content.decode()
    assert not lines(room)


def test_who_does_not_see_the_space_finds_no_room(says: Say, back_room: ChatRoom, nia: Member, mo: Member) -> None:
    for outsider in (nia, mo):
        assert says(outsider, back_room, "Hello in there").status_code == 404
    assert not lines(back_room)


def test_suspended_and_silenced_members_and_readers_of_quiet_spaces_do_not_write(
    says: Say, room: ChatRoom, ben: Member, eve: Member
) -> None:
    assert says(eve, room, "Let me in").status_code in (302, 403)
    ben.silenced_until = timezone.now() + timedelta(days=1)
    ben.save(update_fields=["silenced_until"])
    response = says(ben, room, "Let me speak")
    assert response.status_code == 429
    assert "Let me speak" in response.content.decode()
    other = a_member(joined_at=timezone.now() - timedelta(days=90))
    type(room.space).objects.filter(pk=room.space_id).update(who_replies="hosts")
    assert "Only hosts and the team write in this space." in says(other, room, "And me").content.decode()
    assert not lines(room)


def test_who_is_blocked_by_the_one_who_opened_the_room_does_not_write_in_it(
    says: Say, room: ChatRoom, ben: Member, mo: Member
) -> None:
    Silence.objects.create(member=mo, other=ben, blocked=True)
    response = says(ben, room, "Still here")
    assert response.status_code == 403
    assert "has blocked you" in response.content.decode()


def test_a_room_at_rest_and_an_archived_space_take_no_lines(
    says: Say, room: ChatRoom, ben: Member, mo: Member, mia: Member
) -> None:
    room.rest(by=mo)
    assert "at rest" in says(ben, room, "Anybody?").content.decode()
    room.wake(by=mo)
    room.space.archive(by=mia)
    assert "archived" in says(ben, room, "Anybody?").content.decode()
    assert not lines(room)


# --- what a line holds ---------------------------------------------------------------------------------------------


def test_a_line_has_links_mentions_emoji_and_code_but_no_headings_lists_and_pictures(
    says: Say, room: ChatRoom, ben: Member, mo: Member
) -> None:
    says(ben, room, "# Not big\n- no list\n![cat](/media/u/1/cat.png) **bold** `code` :tada: @mo https://example.org")
    html = ChatLine.objects.get(room=room).html
    assert not any(f"<{tag}" in html for tag in ("h3", "li", "img", "ul"))
    assert all(part in html for part in ("<strong>", "<code>", "🎉", 'class="mention"', 'href="https://example.org"'))
    assert ChatLine.objects.get(room=room).mentioned == [mo.pk]


def test_the_title_of_a_thread_is_never_written_into_a_line(
    says: Say, room: ChatRoom, thread: Any, ben: Member
) -> None:
    says(ben, room, f"Read http://testserver/t/{thread.pk}/ and /t/{thread.pk}/ and #1")
    assert thread.title not in ChatLine.objects.get(room=room).html


@pytest.mark.parametrize(
    ("body", "sentence"), [("   ", "Write something first."), ("x" * 2001, "At most 2000 characters fit into a line")]
)
def test_an_empty_or_endless_line_is_answered_with_a_sentence_and_kept(
    says: Say, room: ChatRoom, ben: Member, body: str, sentence: str
) -> None:
    response = says(ben, room, body)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert body.strip() in response.content.decode()
    fragment = says(ben, room, body, headers={"HX-Request": "true"})
    assert fragment.status_code == 422
    assert sentence in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert not lines(room)


# --- each once -----------------------------------------------------------------------------------------------------


def test_a_line_sent_again_is_one_and_the_same_key_with_other_words_is_refused(
    says: Say, room: ChatRoom, ben: Member
) -> None:
    for _ in range(3):
        assert says(ben, room, "I bring the kettle", key="abcdefgh-1").status_code == 302
    assert "sent already" in says(ben, room, "I bring two", key="abcdefgh-1").content.decode()
    assert lines(room) == ["I bring the kettle"]
    assert Activity.objects.filter(verb="line.written").count() == 1


def test_writing_answers_with_everything_since_the_last_line_on_the_page(
    says: Say, room: ChatRoom, ben: Member, mo: Member
) -> None:
    first = room.write(by=mo, source="One")
    room.write(by=mo, source="Two, which ben has not seen")
    answer = says(ben, room, "Three", last=first.pk, headers={"HX-Request": "true"}).content.decode()
    assert answer.index("Two, which") < answer.index("Three")
    assert ">One<" not in answer
    assert ChatSeat.objects.get(member=ben, room=room).last_line == ChatLine.objects.latest("pk").pk


# --- at what pace --------------------------------------------------------------------------------------------------


def test_the_same_words_again_wait_half_a_minute(says: Say, room: ChatRoom, ben: Member) -> None:
    says(ben, room, "Yes")
    response = says(ben, room, "Yes")
    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 30
    with travel(timezone.now() + timedelta(seconds=31)):
        assert says(ben, room, "Yes").status_code == 302


def test_lines_are_counted_as_replies_are_and_the_words_are_kept(says: Say, room: ChatRoom) -> None:
    young = a_member(joined_at=timezone.now() - timedelta(days=3))
    most = POSTS_PER_HOUR_YOUNG * LINES_TO_A_REPLY
    ChatLine.objects.bulk_create([ChatLine(room=room, author=young, source=str(n)) for n in range(most)])
    response = says(young, room, "And another thing")
    assert response.status_code == 429
    assert "You can write again at" in response.content.decode()
    assert "And another thing" in response.content.decode()


def test_on_the_first_day_a_line_may_have_two_links(says: Say, room: ChatRoom, nia: Member) -> None:
    response = says(nia, room, "https://a.example https://b.example https://c.example")
    assert response.status_code == 403
    assert "2 links" in response.content.decode()
    assert says(nia, room, "https://a.example https://b.example").status_code == 302


def test_a_newcomer_reads_what_a_line_may_have_and_how_many_are_left(
    as_: Any, says: Say, room: ChatRoom, nia: Member, ben: Member
) -> None:
    words = "On your first day a post can have: 2 links, 1 picture, 2 mentions."
    assert words not in as_(ben).get(room.get_absolute_url()).text
    page = as_(nia).get(room.get_absolute_url()).text
    assert words in page and "more lines today" not in page
    some = [ChatLine(room=room, author=nia, source=str(n), created_at=nia.joined_at) for n in range(LINES - 2)]
    ChatLine.objects.bulk_create(some)
    assert "You can write 2 more lines today" in as_(nia).get(room.get_absolute_url()).text
    with travel(nia.joined_at + timedelta(hours=2)):
        assert [says(nia, room, f"And {n}").status_code for n in range(3)] == [302, 302, 429]
        last = ChatLine.objects.filter(author=nia).latest("pk")
        changed = as_(nia).post(address("chat_line_edit", last), {"body": "And this"})
        assert changed.status_code == 302, "Changing a line is no further line."
        vouch(nia, by=a_member(role="moderator"))
        assert says(nia, room, "And one more").status_code == 302
        assert "On your first day" not in as_(nia).get(room.get_absolute_url()).text


# --- changing and taking back ----------------------------------------------------------------------------------------


def test_only_its_author_edits_a_line_and_for_fifteen_minutes(
    as_: Any, room: ChatRoom, ben: Member, mo: Member
) -> None:
    line = room.write(by=ben, source="At ten")
    edit = address("chat_line_edit", line)
    assert as_(mo).post(edit, {"body": "At noon"}).status_code == 403
    assert "At ten" in as_(ben).get(edit).content.decode()
    assert as_(ben).post(edit, {"body": "At eleven"}).status_code == 302
    assert as_(ben).post(edit, {"body": " "}).status_code == 422
    with travel(timezone.now() + timedelta(minutes=16)):
        late = as_(ben).post(edit, {"body": "At midnight"})
    assert late.status_code == 403
    assert "15 minutes" in late.content.decode()
    assert "At midnight" in late.content.decode()
    line.refresh_from_db()
    assert line.source == "At eleven"
    assert line.edited_at is not None


def test_a_deleted_line_leaves_a_mark_and_comes_back(as_: Any, room: ChatRoom, ben: Member, nia: Member) -> None:
    line = room.write(by=ben, source="Forget what I said about the roof")
    assert as_(nia).post(address("chat_line_delete", line)).status_code == 403
    assert as_(ben).post(address("chat_line_delete", line)).status_code == 302
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert "Deleted by its author" in page
    assert "roof" not in page
    assert as_(nia).post(address("chat_line_restore", line)).status_code == 403
    assert as_(ben).post(address("chat_line_restore", line)).status_code == 302
    assert "roof" in as_(nia).get(room.get_absolute_url()).content.decode()


def test_what_the_team_deleted_or_hid_its_author_does_not_bring_back(
    as_: Any, room: ChatRoom, ben: Member, mo: Member, nia: Member
) -> None:
    deleted, hidden = room.write(by=ben, source="First insult"), room.write(by=ben, source="Second insult")
    assert as_(mo).post(address("chat_line_delete", deleted)).status_code == 403
    deleted.delete_softly(by=mo)  # as before decisions did it
    hidden.hide(by=mo, reason="Rule 1")
    assert as_(ben).post(address("chat_line_restore", deleted)).status_code == 403
    assert as_(ben).post(address("chat_line_edit", hidden), {"body": "Nicer"}).status_code == 403
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert "insult" not in page
    assert "Rule 1" in page


def test_the_words_of_an_erased_author_stay_without_a_name(as_: Any, room: ChatRoom, ben: Member, nia: Member) -> None:
    room.write(by=ben, source="I will be back")
    Member.objects.get_queryset().filter(pk=ben.pk).delete()
    page = as_(nia).get(room.get_absolute_url()).content.decode()
    assert "Former member" in page
    assert "I will be back" in page
