"""The bank of texts: what an occurrence says, none twice within 26 weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from programs.series.models import Program
from programs.series.overtaken import edition_of

if TYPE_CHECKING:
    from datetime import datetime

    from programs.series.occurrences import Occurrence

AGAIN_AFTER = timedelta(weeks=26) - timedelta(hours=12)  # clocks change in between


class BankTextQuerySet(models.QuerySet["BankText"]):
    """Sets of texts."""

    def fresh(self, moment: datetime) -> BankTextQuerySet:
        """Those that were not said in the 26 weeks before, the longest unsaid first."""
        rested = Q(said_at=None) | Q(said_at__lte=moment - AGAIN_AFTER)
        return self.filter(rested, retired_at=None).order_by(F("said_at").asc(nulls_first=True), "place", "pk")


class BankText(models.Model):
    """One text of a program: the title and the words of a thread."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=200)
    words = models.TextField(_("text"), max_length=10_000)
    place = models.PositiveIntegerField(default=0)
    said_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = BankTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["program", "said_at", "place"], name="bank_text_next")]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> str:
        """Names what it says now."""
        return edition_of(self.title, self.words)

    def is_fresh(self, moment: datetime) -> bool:
        """Whether it can be said again."""
        return self.said_at is None or self.said_at <= moment - AGAIN_AFTER


def say_next(occurrence: Occurrence) -> BankText | None:
    """The text of an occurrence that begins now; None if every one was said too lately. Inside a transaction.

    A text that another occurrence takes at the same moment is passed by, so none is said twice. The program is not
    locked: whoever changes it locks it before its occurrences, and would wait for the clock while the clock waits.
    """
    fresh = bank_of(occurrence.program).fresh(timezone.now())
    text: BankText | None = fresh.select_for_update(of=("self",), skip_locked=True).first()
    if text is not None:
        text.said_at = timezone.now()
        text.save(update_fields=["said_at"])
    return text


def bank_of(program: Program) -> BankTextQuerySet:
    """All texts a program may say, those of programs it continues too."""
    texts: BankTextQuerySet = BankText.objects.filter(program__in=program.chain)
    return texts


def left(program: Program, moment: datetime | None = None) -> int:
    """How many texts can be said still before one would come again too soon."""
    return int(bank_of(program).fresh(moment or timezone.now()).count())
