"""The words of a message: Markdown by the renderer of all texts; only who is in the talk can be named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from config.lib.markup import MARKUP_VERSION, Mentioned, NullResolver, PostTooLong, Rendered, Wanted, render
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.messages.models import Message

MESSAGE_MAX = 8_000


class MessageEmpty(ValueError):
    """There is nothing to say."""


class TalkResolver(NullResolver):
    """Knows who is in the talk, and nothing else: no title is written down that its reader may not know."""

    own_host: str = settings.PUBLIC_HOST

    def __init__(self, talk_id: int | None) -> None:
        self.talk_id = talk_id
        self.people: dict[str, Member] = {}

    def prepare(self, wanted: Wanted) -> None:
        """Fetch whoever is named and has a seat: at most one query."""
        from members.messages.models import TalkSeat

        if wanted.handles and self.talk_id is not None:
            seats = TalkSeat.objects.taken().filter(talk=self.talk_id).values("member")
            found = Member.objects.present().filter(handle__in=wanted.handles, pk__in=seats)
            self.people = {member.handle: member for member in found.only("handle", "name")}

    def mention(self, handle: str) -> Mentioned | None:
        """The member behind a handle, if they read this."""
        member = self.people.get(handle)
        return Mentioned(member.handle, member.name, member.get_absolute_url()) if member else None


def rendered(source: str, talk_id: int | None) -> tuple[Rendered, list[int]]:
    """A message's words as HTML and text, and the ids of whom they name. Raises MessageEmpty, PostTooLong."""
    if len(source) > MESSAGE_MAX:
        raise PostTooLong(len(source), MESSAGE_MAX)
    if not source.strip():
        raise MessageEmpty
    resolver = TalkResolver(talk_id)
    words = render(source, resolver)
    return words, [resolver.people[handle].pk for handle in words.mentions]


def rendered_into(message: Message, source: str) -> None:
    """Render `source` into the message (not saved). Raises MessageEmpty, PostTooLong."""
    source = clean(source)
    words, message.mentioned = rendered(source, message.talk_id)
    message.source, message.html, message.text = source, words.html, words.text
    message.markup_version = MARKUP_VERSION


def clean(source: str) -> str:
    """Line ends of one kind, nothing around it, and nothing PostgreSQL does not store."""
    return source.replace("\r\n", "\n").replace("\x00", "").strip()
