"""Why a thread is picked for somebody, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from config.lib import spans

if TYPE_CHECKING:
    from members.profiles.models import Member

OFTEN = 0.2
"""From this share of what somebody read lately on, they are told that they often read in a space."""


def why(thread: Any, member: Member) -> str:
    """The strongest reason, of a thread that was weighed; what is pinned says so by itself."""
    if thread.pinned_everywhere:
        return ""
    followed, often = _("You follow %(name)s"), _("You often read in %(name)s")
    asked, here = {"time": spans.since(thread.created_at)}, {"name": thread.space.name}
    reasons = [
        (thread.waiting and thread.can_help, _("Waiting %(time)s, matches what you can help with") % asked),
        (thread.by_followed, followed % {"name": thread.author.name if thread.author else ""}),
        (thread.interests, _("Matches your interest %(tag)s") % {"tag": first_shared(thread.tags, member.interests)}),
        (thread.tag_followed, _("You follow one of its tags")),
        (thread.is_followed, _("You follow this thread")),
        (thread.in_followed, followed % here),
        (thread.waiting, _("Waiting %(time)s for an answer") % asked),
        (thread.author_id == member.pk, _("You started it")),
        (thread.habit >= OFTEN, often % here),
    ]
    return next((words for holds, words in reasons if holds), _("New in the community"))


def lowered(words: list[str]) -> list[str]:
    """Interests as tags are written."""
    return [word.strip().lower().replace(" ", "-") for word in words]


def first_shared(tags: list[str], words: list[str]) -> str:
    """The first of a thread's tags that is among somebody's words."""
    known = set(lowered(words))
    return next((tag for tag in tags if tag in known), "")
