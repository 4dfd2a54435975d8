"""What a round came to, written down when it closes: its page costs the same for ten answers and ten thousand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from programs.surveys.counting import ALL, FLOOR, Counted, counted
from programs.surveys.models import Round
from programs.surveys.sheets import sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tally(models.Model):
    """The sums of one part of a closed round, or of all: only what may be told, and nothing of fewer than five."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tallies", db_index=False)
    part = models.CharField(max_length=60, blank=True)
    people = models.PositiveIntegerField()
    said = models.JSONField()

    objects: ClassVar[models.Manager[Tally]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "part"], name="survey_tally_once"),
            models.CheckConstraint(condition=Q(people__gte=FLOOR), name="survey_tally_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.part or 'all'} of round {self.round_id}"

    @property
    def counted(self) -> Counted:
        """As it was counted."""
        return Counted(self.people, self.said)


def write_tallies(round_: Round) -> None:
    """Count a round that has closed, in place of what was counted before. Inside a transaction that locked it."""
    Tally.objects.filter(round=round_).delete()
    found = counted(round_.asked, sheets_of([round_])[round_.occurrence_id])
    Tally.objects.bulk_create(
        Tally(round=round_, part=part, people=one.people, said=one.said) for part, one in found.items()
    )


def tallies_of(round_: Round) -> dict[str, Counted]:
    """The sums of a round by part; one that goes on is counted now."""
    rows: Any = Tally.objects.filter(round=round_)
    kept = {row.part: row.counted for row in rows}
    return kept or counted(round_.asked, sheets_of([round_])[round_.occurrence_id])


def totals_of(rounds: Iterable[Round]) -> dict[int, Counted]:
    """The sums of all answers of each round, by number of the round; as many queries for many rounds as for one."""
    wanted = {one.pk: one for one in rounds}
    rows: Any = Tally.objects.filter(round__in=wanted, part=ALL)
    found: dict[int, Counted] = {row.round_id: row.counted for row in rows}
    missing = [one for pk, one in wanted.items() if pk not in found]
    sheets = sheets_of(missing) if missing else defaultdict(list)
    for one in missing:
        now = counted(one.asked, sheets[one.occurrence_id])
        if now:
            found[one.pk] = now[ALL]
    return found
