"""Spaces as the members' log of moderation names them: those alone that everybody may read."""

from __future__ import annotations

from collections.abc import Collection

from community.spaces.models import Space
from moderation.transparency.places import open_spaces


@open_spaces
def names_of_open_spaces(ids: Collection[int]) -> dict[int, str]:
    """By number, without spaces that are not open to visitors, or were deleted."""
    rows = Space.objects.filter(pk__in=ids, deleted_at=None).open_to_visitors()
    return dict(rows.values_list("pk", "name"))
