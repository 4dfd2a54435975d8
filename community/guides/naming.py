"""The address of a guide: made of its title; former ones lead on for ever."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.text import slugify

if TYPE_CHECKING:
    from community.guides.models import Guide

RESERVED = {"new", "preview", "review", "stale", "retired", "drafts"}
"""Words that stand for something else at this place of an address."""
_LOCK = 0x6775_6964
"""Names are given one after the other, so that no two guides get the same."""


def name(guide: Guide, title: str) -> None:
    """Give a guide its title and an address nobody else has or had; not saved. Inside a transaction."""
    from community.guides.models import SLUG_MAX, FormerGuideSlug, Guide

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    plain = slugify(title, allow_unicode=True)[: SLUG_MAX - 6].strip("-") or "guide"
    plain = f"{plain}-guide" if plain in RESERVED else plain
    taken = set(Guide.objects.filter(slug__startswith=plain).exclude(pk=guide.pk).values_list("slug", flat=True))
    former = FormerGuideSlug.objects.filter(slug__startswith=plain).exclude(guide=guide.pk)
    taken |= set(former.values_list("slug", flat=True))
    tried = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
    guide.title, guide.slug = title, next(slug for slug in tried if slug not in taken)


def rename(guide: Guide, title: str) -> None:
    """Give it another title; its present address will lead to the new one. Not saved."""
    before = guide.slug
    name(guide, title)
    if guide.slug != before:
        guide.former_slugs.filter(slug=guide.slug).delete()
        guide.former_slugs.get_or_create(slug=before)
