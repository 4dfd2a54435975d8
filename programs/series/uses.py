"""Programs that are meant for a segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.segments.uses import Use, rests_on_segments
from programs.series.models import Program
from programs.series.naming import for_the_team
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.segments.models import Segment


@rests_on_segments
def programs_for(segment: Segment) -> Iterator[Use]:
    """Drafts, and those with a date that is not over."""
    not_over = Occurrence.objects.taking_place().filter(ends_at__gt=timezone.now())
    goes_on = Q(planned_at=None) | Q(pk__in=not_over.order_by().values("program"))
    found = Program.objects.filter(goes_on, audience=segment, ended_at=None).select_related("space")
    for program in found.order_by("title", "pk"):
        name = _("Program “%(name)s”") % {"name": for_the_team(program, program.title)}
        yield Use(name, program.get_absolute_url(), _then(program))


def _then(program: Program) -> str:
    if program.planned_at is None:
        return _("It is a draft, so nothing happens until it is planned.")
    return _("Whoever fits another rule may take part and is told of its dates to come; what was sent stays sent.")
