"""Journeys that begin with a segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from members.journeys.models import Journey
from members.segments.uses import Use, rests_on_segments

if TYPE_CHECKING:
    from members.segments.models import Segment


@rests_on_segments
def journeys_on(segment: Segment) -> Iterator[Use]:
    """Those that run, stand still, or would begin so once their draft is published."""
    fits = {"on": "segment", "with": {"segment": segment.pk}}
    begins = Q(version__plan__begins__contains=fits)
    found = Journey.objects.in_use().filter(begins | Q(draft__begins__contains=fits)).select_related("version")
    for journey in found.order_by("name"):
        yield Use(_("Journey “%(name)s”") % {"name": journey.name}, journey.get_absolute_url(), _then(journey, segment))


def _then(journey: Journey, segment: Segment) -> str:
    begins = journey.version.plan["begins"] if journey.version else {}
    if begins.get("on") != "segment" or begins["with"].get("segment") != segment.pk:
        return _("Only its draft begins with this segment, so nothing happens until that is published.")
    if journey.paused_at is not None:
        return _("It stands still. When it goes on, whoever fits another rule by then begins; those inside go on.")
    return _("Whoever fits another rule begins within minutes; those inside go on as they began.")
