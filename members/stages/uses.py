"""Stages about which a segment decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from members.segments.uses import Use, rests_on_segments
from members.stages.models import Stage, StageRule

if TYPE_CHECKING:
    from members.segments.models import Segment


@rests_on_segments
def stages_on(segment: Segment) -> Iterator[Use]:
    """Those a manager gave to it."""
    then = _("Members move by another rule within ten minutes, there and away from there.")
    for stage in StageRule.objects.filter(segment=segment).values_list("stage", flat=True):
        yield Use(_("Stage “%(name)s”") % {"name": Stage(stage).label}, reverse("stages"), then)
