"""The phases of an AMA, all on one page: announced, collecting, live, answered, summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.amas.models import AmaPlan

if TYPE_CHECKING:
    from datetime import datetime

    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

KEY = "ama"


class Phase(models.TextChoices):
    """Where an AMA stands."""

    ANNOUNCED = "announced", _("Announced")
    COLLECTING = "collecting", _("Collecting questions")
    LIVE = "live", _("Live now")
    ANSWERED = "answered", _("Answered")
    SUMMARY = "summary", _("Summary")
    OFF = "off", _("Called off")


OPEN = (Phase.COLLECTING, Phase.LIVE)
"""When questions are asked and voted for."""


def plan_of(program: Program) -> AmaPlan:
    """What is said about a program of this kind; a series that was split goes on with what the one before said."""
    chain = program.chain
    found = {one.program_id: one for one in AmaPlan.objects.select_related("guest").filter(program__in=chain)}
    return next((found[pk] for pk in chain if pk in found), AmaPlan(program=program))


def opens_at(occurrence: Occurrence, plan: AmaPlan) -> datetime:
    """From when on questions are taken."""
    return occurrence.starts_at - plan.collects_for


def phase_of(occurrence: Occurrence, plan: AmaPlan, *, has_recap: bool = False) -> Phase:
    """Where it stands now. The clock opens and closes it; until it has, the page stays as it was."""
    if occurrence.called_off_at or occurrence.missed_at:
        return Phase.OFF
    if occurrence.closed_at:
        return Phase.SUMMARY if has_recap else Phase.ANSWERED
    if occurrence.opened_at:
        return Phase.LIVE
    return Phase.COLLECTING if opens_at(occurrence, plan) <= timezone.now() else Phase.ANNOUNCED
