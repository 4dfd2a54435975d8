"""What the address of a scoreboard asks for: how many days, which space, whose numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.spaces.models import Space
from config.lib.numbers import whole_number
from members.segments.models import Segment
from metrics.measures.asking import MONTH, View
from metrics.rollups.days import SPANS

if TYPE_CHECKING:
    from django.http import QueryDict

    from config.lib.audience import Viewer

LONGEST = 6
"""Digits of a number of days; more are none."""


@dataclass(frozen=True, kw_only=True)
class Asked(View):
    """A view of the scoreboard; what an address asked for and cannot have is said in `problems`."""

    spaces: list[Space] = field(default_factory=list)
    """All that one can choose from."""
    segments: list[Segment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def asked_by(given: QueryDict, viewer: Viewer) -> Asked:
    """What an address asks for. Two queries; whatever is in it, there is a view."""
    problems: list[str] = []
    spaces = list(Space.objects.visible_to(viewer).filter(deleted_at=None).order_by("name", "pk"))
    segments = list(Segment.objects.in_use().order_by("name", "pk"))
    slug, number = given.get("space", ""), given.get("segment", "")
    space = next((one for one in spaces if one.slug == slug), None)
    segment = next((one for one in segments if one.pk == whole_number(number)), None)
    if slug and space is None:
        problems.append(_("There is no such space, or no longer. These are the numbers of all spaces."))
    if number and segment is None:
        problems.append(_("There is no such segment, or no longer. These are the numbers of all members."))
    elif segment is not None and segment.problem:
        problems.append(_("This segment cannot be asked any more. These are the numbers of all members."))
        segment = None
    days = _days(given.get("days", ""), problems)
    return Asked(days=days, space=space, segment=segment, spaces=spaces, segments=segments, problems=problems)


def _days(given: str, problems: list[str]) -> int:
    """The nearest time one can look back on."""
    if not given:
        return MONTH
    number = whole_number(given, LONGEST)
    days = MONTH if number is None else min(SPANS, key=lambda span: abs(span - number))
    if days != number:
        words = ngettext(
            "Numbers look back %(days)s day here, the nearest there is.",
            "Numbers look back %(days)s days here, the nearest there is.",
            days,
        )
        problems.append(words % {"days": days})
    return days
