"""What stands in the field where somebody begins a thread of some kind, unless the space has its own words for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.models import Kind

if TYPE_CHECKING:
    from community.spaces.models import Space

UNCOMPARED = (Kind.INTRO, Kind.ANNOUNCEMENT)
"""Kinds whose titles are not compared with others while they are typed: nobody introduced themselves before."""


def beginning(kind: str, space: Space | None) -> str:
    """The space's template; without one, a few questions that make an introduction easy."""
    if space is not None and space.template:
        return space.template
    if kind != Kind.INTRO:
        return ""
    questions = [
        _("Where I am:"),
        _("What brings me here:"),
        _("What I can help others with:"),
        _("What I would like to hear about from you:"),
    ]
    return "\n\n".join(questions)
