"""Where the pages of an AMA are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def slug_of(occurrence: Occurrence) -> str:
    """The words in its address."""
    return slugify(occurrence.name)[:60].strip("-") or "ama"


def page_of(occurrence: Occurrence) -> str:
    """The page of all its phases."""
    return reverse("ama", args=[occurrence.pk, slug_of(occurrence)])


def console_of(occurrence: Occurrence) -> str:
    """The host's page."""
    return reverse("ama_host", args=[occurrence.pk])
