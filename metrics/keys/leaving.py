"""The keys of somebody who leaves end with them."""

from __future__ import annotations

from typing import ClassVar

from members.privacy.erasers import BATCH, Eraser, Leaver
from metrics.keys.models import NAME_LENGTH, HealthKey


class Keys(Eraser):
    """Ends the keys of a member, and takes their name out of what they called them."""

    key = "metrics:health-keys"
    touches: ClassVar[frozenset[str]] = frozenset({"metrics.HealthKey.made_by"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        rows = list(HealthKey.objects.filter(made_by=leaver.member.pk, pk__gt=after).order_by("pk")[:BATCH])
        for row in rows:
            row.end(by=None)
            HealthKey.objects.filter(pk=row.pk).update(name=leaver.without_names(row.name)[:NAME_LENGTH], made_by=None)
        return rows[-1].pk if len(rows) == BATCH else None
