"""Chat lines of somebody who leaves, and their name in the lines of others."""

from __future__ import annotations

from typing import ClassVar

from community.chat.models import ChatLine, ChatLineVersion
from community.chat.writing import LINE_MAX, rendered_into
from members.privacy.erasers import Eraser, Leaver

BATCH = 100
_WRITTEN = ["source", "html", "text", "mentioned", "markup_version", "submission", "submission_digest"]


class Lines(Eraser):
    """Erases chat lines; if the words stay, only those deleted before."""

    key = "chat-lines"
    touches: ClassVar[frozenset[str]] = frozenset({"community.ChatLine.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = ChatLine.objects.filter(author=leaver.member, pk__gt=after, tells_of=None)
        found = own if leaver.erases_words else own.exclude(deleted_at=None)
        lines = list(found.select_for_update(of=("self",)).order_by("pk")[:BATCH])
        ChatLineVersion.objects.filter(line__in=lines).delete()
        for line in lines:
            rewrite(line, f"*{leaver.who.erased}*")
        return lines[-1].pk if lines else None


class NamesInLines(Eraser):
    """Takes the name out of chat lines."""

    key = "names-in-chat-lines"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = ChatLine.objects.filter(leaver.who.named_in("source"), pk__gt=after).order_by("pk")
        lines = list(named.select_for_update(of=("self",))[:BATCH])
        for line in lines:
            rewrite(line, leaver.without_names(line.source))
        return lines[-1].pk if lines else None


def rewrite(line: ChatLine, source: str) -> None:
    """Keep other words, rendered, and let open pages fetch them."""
    rendered_into(line, source[:LINE_MAX])
    line.submission = line.submission_digest = ""
    line.save(update_fields=_WRITTEN)
    line.say_it_changed()
