"""Traits: lines are written into a room, in order and each once; and edited for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from config.lib.live import publish
from config.lib.markup import (
    MARKUP_VERSION,
    Linked,
    Mentioned,
    NullResolver,
    PostTooLong,
    Rendered,
    Wanted,
    render,
)
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.submissions import digest_of, sent_before
from moderation.review.mending import is_watched, mended

if TYPE_CHECKING:
    from community.chat.models import ChatLine, ChatRoom

LINE_MAX = 2_000


class LineEmpty(ValueError):
    """There is nothing to say."""


class AtRest(ValueError):
    """The room takes no lines until it is woken."""


class LineResolver(NullResolver):
    """Knows members and tags. A title is never written into a line: it would outlive a change of who may know it."""

    own_host: str = settings.PUBLIC_HOST

    def __init__(self) -> None:
        self.mentioned: dict[str, int] = {}
        """Handle -> member id of everybody who was looked up."""
        self._members: dict[str, Member] = {}

    def prepare(self, wanted: Wanted) -> None:
        """Fetch whoever is named: at most one query."""
        if wanted.handles:
            found = Member.objects.present().filter(handle__in=wanted.handles).only("handle", "name")
            self._members = {member.handle: member for member in found}
            self.mentioned = {member.handle: member.pk for member in found}

    def mention(self, handle: str) -> Mentioned | None:
        """The member behind a handle."""
        member = self._members.get(handle)
        return Mentioned(member.handle, member.name, member.get_absolute_url()) if member else None

    def thread(self, thread_id: int, number: int | None) -> Linked | None:
        """None: an address stays as it was typed."""
        return None

    def tag(self, name: str) -> str | None:
        """The page of a tag."""
        return reverse("tag", args=[name])


class Writable(models.Model):
    """Lines are written here."""

    class Meta:
        abstract = True

    @transaction.atomic
    def write(self, *, by: Member, source: str, key: str = "", held: bool = False) -> ChatLine:
        """Add a line at the end. `key` names the submission: the same key gives the same line.

        What is `held` waits for a moderator. Raises LineEmpty, PostTooLong, AtRest, SameKeyOtherText.
        """
        from community.chat.models import ChatLine

        room = cast("ChatRoom", self)
        again = earlier(by, key, room, source)
        if again is not None:
            return again
        # Ids are given under the room's row lock, so that a page that has line 12 never misses an earlier one.
        if room.locked_row().rested_at is not None:
            raise AtRest
        line = ChatLine(
            room=room, author=by, submission=key, submission_digest=digest_of(_signed(room, source)) if key else ""
        )
        line.held_at = timezone.now() if held else None
        rendered_into(line, source)
        line.save()
        room.active_at = line.created_at
        room.save(update_fields=["active_at"])
        record("line.written", actor=by, subject=line, room=room.pk, space=room.space_id)
        publish(f"chat:{room.pk}", "line.written", line=line.pk)
        return line


class Editable(models.Model):
    """Its words can be changed."""

    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(self, *, by: Member, source: str) -> None:
        """Say it in other words. What was hidden stays so until a moderator has seen them.

        Raises LineEmpty, PostTooLong.
        """
        line = cast("ChatLine", self)
        before, was_asked = line.source, line.edit_asked_at is not None
        rendered_into(line, source)
        if line.source == before:
            return
        line.edited_at = timezone.now()
        line.save(update_fields=["source", "html", "text", "mentioned", "markup_version", "edited_at"])
        record("line.edited", actor=by, subject=line, room=line.room_id)
        if was_asked or line.hidden_at or is_watched("line", line.pk):
            line.versions.create(source=before)
        mended("line", line.pk, by=by, was_asked=was_asked, is_hidden=line.hidden_at is not None)
        line.edit_asked_at = None
        line.say_it_changed()


def earlier(member: Member, key: str, room: ChatRoom, source: str) -> ChatLine | None:
    """The line an earlier copy of this submission made. Raises SameKeyOtherText if its text was another."""
    from community.chat.models import ChatLine

    line: ChatLine | None = sent_before(ChatLine.objects.select_related("room"), key, _signed(room, source), by=member)
    return line


def rendered(source: str) -> tuple[Rendered, LineResolver]:
    """A line's words as HTML and text. Raises PostTooLong before anything else looks at them."""
    if len(source) > LINE_MAX:
        raise PostTooLong(len(source), LINE_MAX)
    resolver = LineResolver()
    return render(source, resolver, line=True), resolver


def rendered_into(line: ChatLine, source: str) -> None:
    """Render `source` and put text, HTML and mentions on the line (not saved). Raises LineEmpty, PostTooLong."""
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise LineEmpty
    words, resolver = rendered(source)
    line.source, line.html, line.text = source, words.html, words.text
    line.mentioned = [resolver.mentioned[handle] for handle in words.mentions]
    line.markup_version = MARKUP_VERSION


def _signed(room: ChatRoom, source: str) -> str:
    return f"{room.pk}\n{source}"
