"""Who is told of what is said in chat, and who is not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from community.chat.models import ChatRoom, ChatSeat
from community.chat.reading import hear, notice_number, read_to
from community.following.models import Silence
from community.spaces.models import SpaceHost
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from tests.factories import a_member

Deliver = Callable[[], int]


def told(member: Member) -> list[str]:
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


# --- who is not told -----------------------------------------------------------------------------------------------


def test_who_does_not_see_the_space_is_not_told_of_being_named(
    back_room: ChatRoom, ben: Member, nia: Member, mo: Member, mia: Member, delivered: Deliver
) -> None:
    ChatSeat.objects.create(member=nia, room=back_room, level="everything")
    back_room.write(by=ben, source="Ask @nia, @mo and @mia")
    delivered()
    assert [told(member) for member in (nia, mo, mia)] == [[], [], ["chat_mention"]]


def test_nothing_means_nothing_and_so_do_mute_and_block(
    room: ChatRoom, ben: Member, nia: Member, mo: Member, mia: Member, delivered: Deliver
) -> None:
    hear(nia, room, "nothing")
    Silence.objects.create(member=mia, other=ben, blocked=True)
    room.write(by=ben, source="@nia @mia @mo @ben look")
    delivered()
    assert [told(member) for member in (nia, mia, mo, ben)] == [[], [], ["chat_mention"], []]


def test_unless_asked_for_nobody_is_told_of_every_line(
    room: ChatRoom, ben: Member, nia: Member, delivered: Deliver
) -> None:
    read_to(nia, room, room.write(by=ben, source="Good morning").pk)
    room.write(by=ben, source="Still here")
    delivered()
    assert told(nia) == []


def test_lines_that_are_gone_leave_the_inbox_of_who_has_not_seen_them(
    room: ChatRoom, ben: Member, nia: Member, mo: Member, delivered: Deliver
) -> None:
    deleted, hidden = room.write(by=ben, source="@nia first"), room.write(by=ben, source="@nia second")
    delivered()
    deleted.delete_softly(by=ben)
    hidden.hide(by=mo)
    delivered()
    assert told(nia) == []


# --- who is told ---------------------------------------------------------------------------------------------------


def test_being_named_is_told_once_with_the_room_and_leads_to_the_line(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, delivered: Deliver
) -> None:
    line = room.write(by=ben, source="@nia can you bring the torch?")
    line.edit(by=ben, source="@nia can you bring both torches?")
    delivered()
    assert told(nia) == ["chat_mention"]
    inbox = as_(nia).get(reverse("inbox")).content.decode()
    assert "Ben mentioned you in chat" in inbox
    assert "Saturday&#x27;s repair café" in inbox
    assert "both torches" in inbox
    assert f"?at={line.pk}#m-{line.pk}" in inbox
    assert MailItem.objects.filter(member=nia, kind="chat_mention").count() == 1


def test_a_name_that_is_added_later_is_told_too(room: ChatRoom, ben: Member, nia: Member, delivered: Deliver) -> None:
    line = room.write(by=ben, source="Somebody with a torch?")
    delivered()
    line.edit(by=ben, source="@nia with a torch?")
    delivered()
    assert told(nia) == ["chat_mention"]


def test_everything_is_one_row_for_a_room_until_it_is_read(
    as_: Any, room: ChatRoom, ben: Member, nia: Member, mo: Member, delivered: Deliver
) -> None:
    address = reverse("chat_hear", args=[room.space.slug, room.pk])
    assert as_(nia).post(address, {"level": "loud"}).status_code == 422
    assert as_(nia).post(address, {"level": "everything"}).status_code == 302
    for author, words in ((ben, "One"), (mo, "Two"), (ben, "Three")):
        last = room.write(by=author, source=words)
    delivered()
    row = Notification.objects.get(member=nia)
    assert (row.kind, row.count, row.thread_id) == ("chat_line", 3, notice_number(room))
    assert "Ben and Mo wrote in chat" in as_(nia).get(reverse("inbox_tab", args=["following"])).content.decode()
    as_(nia).post(reverse("chat_read", args=[room.space.slug, room.pk]), {"line": last.pk})
    row.refresh_from_db()
    assert row.seen_at is not None
    assert not MailItem.objects.filter(member=nia).exists()


def test_a_held_line_is_told_when_it_is_approved(
    room: ChatRoom, ben: Member, nia: Member, mo: Member, delivered: Deliver
) -> None:
    line = room.write(by=ben, source="@nia wait for it")
    type(line).objects.filter(pk=line.pk).update(held_at=line.created_at)
    delivered()
    assert told(nia) == []
    line.refresh_from_db()
    line.approve(by=mo)
    delivered()
    assert told(nia) == ["chat_mention"]
    assert Notification.objects.get(member=nia).actors == [ben.pk]


def test_an_inbox_forgets_rooms_of_spaces_one_no_longer_sees(
    as_: Any, back_room: ChatRoom, ben: Member, delivered: Deliver
) -> None:
    guest = a_member("Guest", handle="guest")
    SpaceHost.objects.create(space=back_room.space, member=guest)
    back_room.write(by=ben, source="@guest the code is 1234")
    delivered()
    assert "1234" in as_(guest).get(reverse("inbox")).content.decode()
    SpaceHost.objects.filter(member=guest).delete()
    assert "1234" not in as_(guest).get(reverse("inbox")).content.decode()


def test_a_mail_about_a_mention_says_the_whole_line(
    room: ChatRoom, ben: Member, nia: Member, delivered: Deliver
) -> None:
    room.write(by=ben, source="@nia the **big** torch")
    delivered()
    with travel(timezone.now() + timedelta(minutes=12)):
        gather()
        deliver()
    assert len(mail.outbox) == 1
    assert room.subject in mail.outbox[0].subject
    assert "the big torch" in mail.outbox[0].body
