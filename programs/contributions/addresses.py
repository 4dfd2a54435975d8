"""Where the pages of a call are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from programs.contributions.models import Contribution
    from programs.series.occurrences import Occurrence


def page_of(occurrence: Occurrence) -> str:
    """The page of the call."""
    return reverse("contribution_call", args=[occurrence.pk])


def desk_of(occurrence: Occurrence) -> str:
    """The editors' page."""
    return reverse("contribution_desk", args=[occurrence.pk])


def review_of(one: Contribution) -> str:
    """Where the editors read one and decide."""
    return reverse("contribution_review", args=[one.occurrence_id, one.pk])
