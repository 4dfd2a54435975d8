"""What was answered. In an anonymous survey a sheet knows no member and no time, and nothing leads from it to one."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from members.duties.models import Duty
from members.profiles.models import Member
from programs.series.occurrences import Occurrence
from programs.surveys.models import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from programs.surveys.models import Round


class Sheet(models.Model):
    """One filled-in anonymous survey: random number, no member, no time. docs/decisions/anonymous-surveys.md."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="sheets")
    answers = models.JSONField()

    objects: ClassVar[models.Manager[Sheet]] = models.Manager()

    def __str__(self) -> str:
        return f"a sheet of {self.occurrence_id}"


class NamedSheet(models.Model):
    """One filled-in survey of which was said that it carries the name."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="named_sheets")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField()
    score = models.PositiveSmallIntegerField(null=True)  # to the first question with a scale, for segments
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[NamedSheet]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "member"], name="named_sheet_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.occurrence_id}"


class Why(models.TextChoices):
    """Why somebody looks after an answer."""

    LOW = "low", "low"
    BUG = "bug", "bug"
    WISH = "wish", "wish"


class FollowUp(models.Model):
    """An answer became a task. Of an anonymous one this row has words, and leads to no sheet and to no name."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="follow_ups")
    sheet = models.ForeignKey(NamedSheet, on_delete=models.CASCADE, null=True, related_name="follow_ups")
    why = models.CharField(max_length=4, choices=Why.choices)
    duty = models.OneToOneField(Duty, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()  # for its owner and managers; the team reads the note of the task, which has none of it

    objects: ClassVar[models.Manager[FollowUp]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(why__in=Why.values), name="follow_up_why_known")]

    def __str__(self) -> str:
        return f"{self.why} in {self.occurrence_id}"

    def is_read_by(self, member: Member) -> bool:
        """Managers read it, and whoever has the task; the rest of the team does not."""
        return member.is_manager or (member.is_moderator and self.duty.owner_id == member.pk)


def sheets_of(rounds: Iterable[Round]) -> defaultdict[int, list[dict[str, Any]]]:
    """The answers of rounds by occurrence, in no order; at most two queries."""
    found = defaultdict[int, list[dict[str, Any]]](list)
    hidden, named = list[int](), list[int]()
    for one in rounds:
        (hidden if one.is_anonymous else named).append(one.occurrence_id)
    for model, ids in ((Sheet, hidden), (NamedSheet, named)):
        if ids:
            rows: Any = model.objects.filter(occurrence__in=ids).order_by("pk")
            for occurrence, answers in rows.values_list("occurrence_id", "answers"):
                found[occurrence].append(answers)
    return found


def shuffle(occurrence_id: int) -> None:
    """Write all rows of an anonymous round anew in random order, in the running transaction that adds one.

    PostgreSQL keeps with each row which transaction wrote it (xmin) and where it lies (ctid). Afterwards all rows of
    the round, of who answered and of what was answered, are of one transaction, and lie in two orders by chance.
    Costs two statements that grow with the round; rounds are locked by whoever answers.
    """
    for model, where in ((Sheet, ""), (Asked, "AND answered_on IS NOT NULL")):
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.concrete_fields)
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH gone AS (DELETE FROM {table} WHERE occurrence_id = %s {where} RETURNING {columns}) "  # noqa: S608
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM gone ORDER BY random()",
                [occurrence_id],
            )
