"""Which reactions this community has: at most six, each with a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.installation.models import Installation

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 6
EMOJI_MAX = 16
"""As many characters as the column holds; a family of five is eleven."""


@dataclass(frozen=True)
class Kind:
    """One reaction: the emoji and what it is called."""

    emoji: str
    word: str


def kinds(viewer: Viewer | None = None) -> list[Kind]:
    """The community's own set, or the shipped six; kept on the viewer, because a page asks once for each post."""
    if viewer is None:
        return _chosen()
    kept: list[Kind] | None = getattr(viewer, "_reaction_kinds", None)
    if kept is None:
        kept = viewer._reaction_kinds = _chosen()  # type: ignore[union-attr]
    return kept


def _chosen() -> list[Kind]:
    """Objects with `emoji` and `word` in the installation count; anything else there is passed over."""
    own = Installation.current().reactions
    chosen = [
        Kind(str(one["emoji"]), str(one["word"]))
        for one in own
        if isinstance(one, dict) and {"emoji", "word"} <= set(one)
    ]
    return (chosen or shipped())[:MOST]


def shipped() -> list[Kind]:
    """The six every community begins with, in the reader's language."""
    return [
        Kind("👍", _("Thumbs up")),
        Kind("❤️", _("Heart")),
        Kind("🎉", _("Celebrate")),
        Kind("😄", _("Laugh")),
        Kind("🤔", _("Thinking")),
        Kind("🙏", _("Thank you")),
    ]
