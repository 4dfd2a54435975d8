"""Where the pages of a challenge are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def slug_of(occurrence: Occurrence) -> str:
    """The words in its address."""
    return slugify(occurrence.name)[:60].strip("-") or "challenge"


def page_of(occurrence: Occurrence) -> str:
    """The page of all its phases."""
    return reverse("challenge", args=[occurrence.pk, slug_of(occurrence)])


def entries_of(occurrence: Occurrence) -> str:
    """The managers' page: entries against criteria, judges, the result."""
    return reverse("challenge_entries", args=[occurrence.pk])


def judging_of(occurrence: Occurrence) -> str:
    """The judges' page."""
    return reverse("challenge_judging", args=[occurrence.pk])
