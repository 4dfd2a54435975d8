"""Traits of a talk: messages are written into it, each once and in order; a group has people, and a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from config.lib.live import access_changed, publish, publish_to_members
from members.activity.log import record
from members.messages.attaching import attach
from members.messages.wording import rendered_into
from members.profiles.models import Member
from members.profiles.submissions import digest_of, sent_before

if TYPE_CHECKING:
    from members.messages.models import Message, Talk, TalkSeat, Told


PEOPLE_MAX = 12


class GroupFull(ValueError):
    """No more people fit into the group."""


class Writable(models.Model):
    """Messages are written here."""

    class Meta:
        abstract = True

    @transaction.atomic
    def write(self, *, by: Member, source: str, key: str = "") -> Message:
        """Add a message at the end. `key` names the submission: the same key gives the same message.

        Raises MessageEmpty, PostTooLong, SameKeyOtherText.
        """
        from members.messages.models import Message

        talk = cast("Talk", self)
        again = earlier(by, key, f"{talk.pk}\n{source}")
        if again is not None:
            return again
        digest = digest_of(f"{talk.pk}\n{source}") if key else ""
        message = Message(talk=talk, author=by, submission=key, submission_digest=digest)
        rendered_into(message, source)
        self._append(message)
        attach(message)
        record("message.written", actor=by, subject=message, talk=talk.pk)
        return message

    @transaction.atomic
    def tell(self, told: Told, *, by: Member, about: Member | None = None) -> Message:
        """Add a line that says what somebody did to the group."""
        from members.messages.models import Message

        message = Message(talk=cast("Talk", self), author=by, told=told, about=about)
        self._append(message)
        return message

    def _append(self, message: Message) -> None:
        """Ids are given under the talk's row lock, so that a page that has message 12 never misses an earlier one."""
        from members.messages.models import Talk

        talk = cast("Talk", self)
        Talk.objects.select_for_update(no_key=True).only("pk").get(pk=talk.pk)
        message.save()
        talk.last_message, talk.active_at = message.pk, message.created_at
        talk.save(update_fields=["last_message", "active_at"])
        seats = talk.seats.taken()
        seats.filter(member=message.author).update(last_read=message.pk)
        publish(f"messages:{talk.pk}", "line.written", line=message.pk)
        heard = seats.accepted().filter(muted_at=None).exclude(member=message.author)
        publish_to_members(list(heard.values_list("member_id", flat=True)), "inbox")


class Peopled(models.Model):
    """Who is in it; in a group others can be added, and it can have a name."""

    class Meta:
        abstract = True

    @transaction.atomic
    def seat(self, member: Member, *, by: Member, accepted: bool) -> TalkSeat:
        """Give somebody a place, or the one they left; who does not know `by` is asked first."""
        from members.messages.models import TalkSeat

        talk, now = cast("Talk", self), timezone.now()
        given = {
            "added_by": by, "joined_at": now, "left_at": None, "declined_at": None, "muted_at": None,
            "accepted_at": now if accepted else None, "from_message": talk.last_message,
            "last_read": talk.last_message,
        }  # fmt: skip
        seat: TalkSeat = TalkSeat.objects.update_or_create(talk=talk, member=member, defaults=given)[0]
        if not accepted:
            record("seat.asked", actor=by, subject=seat, talk=talk.pk)
        access_changed(member.pk)
        return seat

    @transaction.atomic
    def add(self, members: Collection[Member], *, by: Member, knowing: Collection[int]) -> None:
        """Take more people into the group; everybody reads who added whom. `knowing`: ids of those who know `by`.

        Raises GroupFull.
        """
        from members.messages.models import Told

        talk = cast("Talk", self)
        talk.refresh_from_db(from_queryset=type(talk).objects.select_for_update())
        seats = dict(talk.seats.values_list("member_id", "left_at"))
        coming = [member for member in members if member.pk not in seats or seats[member.pk]]
        if sum(left is None for left in seats.values()) + len(coming) > PEOPLE_MAX:
            raise GroupFull
        for member in coming:
            # Whoever left is asked whether they want to come back.
            self.seat(member, by=by, accepted=member.pk in knowing and member.pk not in seats)
            talk.tell(Told.ADDED, by=by, about=member)
            record("talk.person_added", actor=by, subject=talk, member=member.pk)

    @transaction.atomic
    def rename(self, name: str, *, by: Member) -> None:
        """Give the group a name, or none."""
        from members.messages.models import Told

        talk = cast("Talk", self)
        if talk.name != name:
            talk.name = name
            talk.save(update_fields=["name"])
            talk.tell(Told.NAMED, by=by)
            record("talk.renamed", actor=by, subject=talk)


def earlier(member: Member, key: str, signed: str) -> Message | None:
    """The message an earlier copy of this submission made. Raises SameKeyOtherText if it was sent with other words."""
    from members.messages.models import Message

    found: Message | None = sent_before(Message.objects.select_related("talk"), key, signed, by=member)
    return found
