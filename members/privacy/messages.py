"""Messages of somebody who leaves, and their name in the messages of others."""

from __future__ import annotations

from typing import ClassVar

from members.messages.models import Message, MessagePicture, MessageReport
from members.messages.taking_back import say_it_changed
from members.messages.wording import MESSAGE_MAX, rendered_into
from members.privacy.erasers import Eraser, Leaver

BATCH = 100
_WRITTEN = ["source", "html", "text", "mentioned", "markup_version", "submission", "submission_digest"]


class Messages(Eraser):
    """Erases messages, also where a report shows them; if the words stay, they stay without the name."""

    key = "messages"
    touches: ClassVar[frozenset[str]] = frozenset({"members.Message.author", "members.MessageReport.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        if not leaver.erases_words:
            return None
        own = Message.objects.filter(author=leaver.member, pk__gt=after).exclude(source="")
        messages = list(own.select_for_update(of=("self",)).order_by("pk")[:BATCH])
        MessagePicture.objects.filter(message__in=messages).delete()
        for message in messages:
            rewrite(message, f"*{leaver.who.erased}*")
        if not messages:
            self._out_of_reports(leaver)
        return messages[-1].pk if messages else None

    def _out_of_reports(self, leaver: Leaver) -> None:
        erased = f"<p>{leaver.who.erased}</p>"
        showing = MessageReport.objects.filter(shown__contains=[{"author": leaver.member.pk}])
        for report in showing.select_for_update().order_by("pk"):
            report.shown = [
                one | {"html": erased, "pictures": []} if one["author"] == leaver.member.pk else one
                for one in report.shown
            ]
            report.save(update_fields=["shown"])


class NamesInMessages(Eraser):
    """Takes the name out of messages, and the leaver's words out of quotes if they are to go."""

    key = "names-in-messages"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        named = Message.objects.filter(leaver.who.named_in("source"), pk__gt=after).order_by("pk")
        messages = list(named.select_for_update(of=("self",))[:BATCH])
        for message in messages:
            rewrite(message, leaver.without_names(message.source))
        return messages[-1].pk if messages else None


def rewrite(message: Message, source: str) -> None:
    """Keep other words, rendered, and let open pages fetch them."""
    rendered_into(message, source[:MESSAGE_MAX])
    message.submission = message.submission_digest = ""
    message.save(update_fields=_WRITTEN)
    say_it_changed(message)
