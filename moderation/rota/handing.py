"""Hand-over: at the end of a shift the open cases are written down, with words, for whoever is on duty next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.review.cases import Case
from moderation.rota.shifts import Shift, is_of_the_team

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST_CASES, MOST_LINKS, WORDS_MAX = 200, 8, 2000
KEPT = timedelta(days=3)
"""How long a note is shown to whoever is on duty, if nobody says that they have read it."""
BATCH = 100


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Sets of notes."""

    def visible_to(self, viewer: Viewer) -> HandOverQuerySet:
        """The team's."""
        return self.all() if is_of_the_team(viewer) else self.none()


class HandOver(models.Model):
    """The note of one shift: which cases were open at its end, and what whoever had it says."""

    shift = models.OneToOneField(Shift, on_delete=models.CASCADE, related_name="hand_over")
    at = models.DateTimeField(default=timezone.now)
    cases = ArrayField(models.BigIntegerField(), default=list)  # what was due first stands first
    words = models.TextField(max_length=WORDS_MAX, blank=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[Any] = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="hand_over_latest")]

    def __str__(self) -> str:
        return f"note of shift {self.shift_id}"

    @transaction.atomic
    def write(self, words: str, *, by: Member) -> None:
        """Say something to whoever comes next; it waits to be read again."""
        words = words.replace("\r\n", "\n")
        if words == self.words:
            return
        self.words, self.edited_at, self.edited_by, self.read_at, self.read_by = words, timezone.now(), by, None, None
        self.save(update_fields=["words", "edited_at", "edited_by", "read_at", "read_by"])
        record("hand_over.written", actor=by, subject=self)

    @transaction.atomic
    def note_read(self, *, by: Member) -> None:
        """Whoever is on duty has read it; does nothing when somebody said so."""
        if HandOver.objects.filter(pk=self.pk, read_at=None).update(read_at=timezone.now(), read_by=by):
            self.refresh_from_db(fields=["read_at", "read_by"])
            record("hand_over.read", actor=by, subject=self)


@dataclass(frozen=True)
class Handed:
    """A note as its reader may see it: only cases they see are counted and named."""

    note: HandOver
    open: int
    high: int
    overdue: int
    links: list[Case]
    more: int


@transaction.atomic
def write_note(shift: Shift) -> HandOver:
    """The note of a shift with the cases that are open now; the one there is keeps its words."""
    note, _is_new = HandOver.objects.get_or_create(shift=shift)
    note.cases = list(Case.objects.open().next_due().values_list("pk", flat=True)[:MOST_CASES])
    note.at = timezone.now()
    note.save(update_fields=["cases", "at"])
    found: HandOver = note
    return found


def write_ended(now: datetime) -> int:
    """Write the notes of shifts that have just ended, each once; returns how many."""
    ended = Shift.objects.standing().filter(ends_at__lte=now, ends_at__gt=now - timedelta(days=1))
    waiting = list(ended.filter(models.Q(hand_over=None) | models.Q(hand_over__at__lt=models.F("ends_at")))[:BATCH])
    for shift in waiting:
        write_note(shift)
        HandOver.objects.filter(shift=shift, at__lt=shift.ends_at).update(at=shift.ends_at)
    return len(waiting)


def latest_for(viewer: Member, now: datetime) -> HandOver | None:
    """The note that waits to be read by whoever is on duty now; None for everybody else, and for its own writer."""
    on_duty = Shift.objects.visible_to(viewer).at(now).filter(member=viewer)
    rows = HandOver.objects.visible_to(viewer).filter(
        models.Exists(on_duty), at__gt=now - KEPT, shift__ends_at__lte=now
    )
    note: HandOver | None = rows.select_related("shift__member").order_by("-at", "-pk").first()
    return None if note is None or note.read_at or note.shift.member_id == viewer.pk else note


def handed(note: HandOver, viewer: Member) -> Handed:
    """What of the cases of a note is still open and may be seen by its reader."""
    rows = list(Case.objects.visible_to(viewer).open().filter(pk__in=note.cases).next_due())
    return Handed(
        note=note,
        open=len(rows),
        high=sum(case.severity == Severity.HIGH for case in rows),
        overdue=sum(case.is_overdue for case in rows),
        links=rows[:MOST_LINKS],
        more=max(0, len(rows) - MOST_LINKS),
    )
