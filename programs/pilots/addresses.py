"""Where the pages of a pilot are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def slug_of(occurrence: Occurrence) -> str:
    """The words in its address."""
    return slugify(occurrence.name)[:60].strip("-") or "pilot"


def page_of(occurrence: Occurrence) -> str:
    """The page of those who take part, and of those who may ask to."""
    return reverse("pilot", args=[occurrence.pk, slug_of(occurrence)])


def feedback_of(occurrence: Occurrence) -> str:
    """Where a participant says how the whole went."""
    return reverse("pilot_feedback", args=[occurrence.pk])


def board_of(occurrence: Occurrence) -> str:
    """The managers' page."""
    return reverse("pilot_board", args=[occurrence.pk])


def report_of(occurrence: Occurrence) -> str:
    """Where managers edit and publish the closing report."""
    return reverse("pilot_report", args=[occurrence.pk])
