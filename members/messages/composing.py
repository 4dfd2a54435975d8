"""The composer of a message."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from config.lib.composing import WritingBox
from members.messages.models import Message, Talk
from members.messages.wording import MESSAGE_MAX

EDITED = "message-edit"
"""What is kept of other words for a message is kept under this and its number."""
TYPED_MAX = MESSAGE_MAX * 4
"""So much of what was typed is shown again, also of what is too long."""


def message_composer(talk: Talk | None) -> WritingBox:
    """For a message in a talk, or for the first one to somebody; its draft is kept on this device alone."""
    return WritingBox(
        act="message",
        draft_key=f"message:{talk.pk if talk else 'new'}",
        action=reverse("messages_write", args=[talk.pk]) if talk else reverse("messages_new"),
        verb=_("Send"),
        label=_("Your message"),
        whole=talk is None,
        max_length=MESSAGE_MAX,
        preview=reverse("messages_talk_preview", args=[talk.pk]) if talk else reverse("messages_preview"),
    )


def edit_composer(message: Message) -> WritingBox:
    """For other words."""
    return WritingBox(
        act="message",
        draft_key=f"{EDITED}:{message.pk}",
        action=reverse("messages_edit", args=[message.talk_id, message.pk]),
        verb=_("Save"),
        label=_("Your message"),
        body=message.source,
        whole=True,
        max_length=MESSAGE_MAX,
        preview=reverse("messages_talk_preview", args=[message.talk_id]),
    )
