"""Who leaves is no longer among those who wrote on a day; the sums stay."""

from __future__ import annotations

from django.db.models import F, Func, Value

from members.privacy.erasers import Eraser, Leaver
from metrics.tone.models import MoodDay


class Writers(Eraser):
    """Takes a member out of the lists of who wrote."""

    key = "metrics:tone"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do all at once: a row for each day and space."""
        without = Func(F("writers"), Value(leaver.member.pk), function="array_remove")
        MoodDay.objects.filter(writers__contains=[leaver.member.pk]).update(writers=without)
        return None
