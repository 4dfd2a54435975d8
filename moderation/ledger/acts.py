"""What the log tells of, a word and a sentence each; rooms register their own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Any] = {}
"""By word: the sentence a reader of the log sees."""


def act(word: str, sentence: Any) -> None:
    """Make a word known. Raises ValueError for one used twice."""
    if word in ACTS:
        raise ValueError(f"The log has {word!r} already.")
    ACTS[word] = sentence


act("decided", _("A decision was made."))
act("host_decided", _("A host hid something in their space."))
act("proposed", _("A decision was proposed; a second moderator has to agree."))
act("agreed", _("A second moderator agreed."))
act("declined", _("A second moderator did not agree."))
act("withdrawn", _("A proposal was taken back."))
act("join_proposed", _("A case was proposed to be decided as one with another."))
act("joined", _("A case was decided as one with another."))
act("parted", _("A case is not decided as one with another any more."))
act("back_asked", _("Taking back what two decided was proposed; another moderator has to agree."))
act("back_declined", _("Taking back what two decided was not agreed to, or is not asked for any more."))
act("severity_set", _("The severity of a case was set by hand."))
act("undone", _("A decision was undone within 30 seconds."))
act("reversed", _("A decision was reversed."))
act("reopened", _("A case was opened again."))
act("hidden", _("Something was hidden."))
act("removed", _("Something was removed."))
act("moved", _("Something was moved."))
act("edit_asked", _("An edit was asked for."))
act("approved", _("Something that was held was shown."))
act("held", _("Something was held until a moderator has looked."))
act("shown", _("Something was shown again."))
act("edit_forgotten", _("An edit is not asked for any more."))
act("moved_back", _("Something was moved back."))
act("edit_made", _("An edit that was asked for was made."))
act("edit_approved", _("An edit that was made was approved."))
