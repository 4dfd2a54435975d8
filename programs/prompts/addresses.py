"""Where the pages of a prompt are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

if TYPE_CHECKING:
    from programs.series.models import Program


def page_of(program: Program) -> str:
    """Where members find a prompt."""
    return reverse("prompt", args=[program.pk, slugify(program.title) or "prompt"])
