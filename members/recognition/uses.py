"""Badges that rest on a segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.recognition.badges import Badge
from members.segments.uses import Use, rests_on_segments

if TYPE_CHECKING:
    from members.segments.models import Segment


@rests_on_segments
def badges_on(segment: Segment) -> Iterator[Use]:
    """Those that are given, or could be."""
    for badge in Badge.objects.filter(segment=segment, retired_at=None).order_by("name"):
        if badge.started_at is None:
            then = _("It is not given yet, so nothing happens until it is started.")
        else:
            then = _("Whoever fits another rule is given it within half an hour; whoever has it keeps it.")
        yield Use(_("Badge “%(name)s”") % {"name": badge.name}, badge.get_absolute_url(), then)
