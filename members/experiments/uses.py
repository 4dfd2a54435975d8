"""Experiments about the people of a segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.experiments.models import Experiment
from members.segments.uses import Use, rests_on_segments

if TYPE_CHECKING:
    from members.segments.models import Segment


@rests_on_segments
def experiments_on(segment: Segment) -> Iterator[Use]:
    """Those that did not end."""
    for experiment in Experiment.objects.filter(segment=segment, stopped_at=None).order_by("name"):
        then = _("Whoever met it keeps their variant; from then on it meets whoever fits another rule.")
        if experiment.started_at is None:
            then = _("It does not run yet, so nothing happens until it is started.")
        yield Use(_("Experiment “%(name)s”") % {"name": experiment.name}, experiment.get_absolute_url(), then)
