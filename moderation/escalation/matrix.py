"""The matrix: for each kind of matter and severity, whom to tell, how, and to whom next if they are silent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.public_hosts import LONGEST
from config.lib.sealing import seal, unseal
from members.activity.log import record
from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.ledger.writing import enter

PURPOSE = "moderation.escalation"
MOST_STEPS, MOST_MINUTES = 5, 7 * 24 * 60


class Matter(models.TextChoices):
    """What kind of matter a case is, beside what the guidelines say of it."""

    SAFETY = "safety", _("Safety: somebody may come to harm")
    LEGAL = "legal", _("Legal")
    PRESS = "press", _("Press and the public")
    PRODUCT = "product", _("Product: something does not work")
    SUPPORT = "support", _("Support")
    OTHER = "other", _("Something else")


class RungQuerySet(models.QuerySet["Rung"]):
    """Sets of rungs."""

    def in_use(self) -> RungQuerySet:
        """Those that are told."""
        return self.filter(removed_at=None)


class Rung(models.Model):
    """One whom an escalation tells at one step: of the team, an address outside, or another service."""

    matter = models.CharField(max_length=8, choices=Matter.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    step = models.PositiveSmallIntegerField(default=1)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    email = models.EmailField(blank=True)
    url = models.CharField(max_length=LONGEST, blank=True)
    sealed = models.TextField(blank=True)  # what signs what another service is told
    minutes = models.PositiveIntegerField(default=60)  # within which it is to be acknowledged
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[RungQuerySet] = RungQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, email="", url="")
                | (Q(member=None, url="") & ~Q(email=""))
                | (Q(member=None, email="") & ~Q(url="")),
                name="rung_tells_one",
            ),
            models.CheckConstraint(condition=Q(matter__in=Matter.values), name="rung_matter_known"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="rung_severity_known"),
            models.CheckConstraint(condition=Q(step__range=(1, MOST_STEPS)), name="rung_step"),
            models.CheckConstraint(condition=Q(minutes__range=(1, MOST_MINUTES)), name="rung_minutes"),
            models.UniqueConstraint(
                fields=["matter", "severity", "step", "member", "email", "url"],
                condition=Q(removed_at=None),
                nulls_distinct=False,
                name="rung_once",
            ),
        ]

    def __str__(self) -> str:
        return f"rung {self.pk}"

    @property
    def whom(self) -> str:
        """Name or address, for the team."""
        return self.member.name if self.member else self.email or self.url

    @property
    def facts(self) -> dict[str, Any]:
        """What the log keeps of it: numbers and small words, no address."""
        names = ("matter", "severity", "step", "minutes")
        return {"rung": self.pk} | {name: getattr(self, name) for name in names}

    @property
    def secret(self) -> str:
        """What signs what another service is told. Raises BrokenSeal."""
        return unseal(PURPOSE, self.sealed)

    @transaction.atomic
    def remove(self, *, by: Member) -> None:
        """Tell them nothing more, not even what is on its way; does nothing when it was removed."""
        fields = {"removed_at": timezone.now(), "removed_by": by, "sealed": ""}
        if Rung.objects.in_use().filter(pk=self.pk).update(**fields):
            self.refresh_from_db()
            enter("matrix_removed", by=by, **self.facts)
            record("escalation.rung_removed", actor=by, subject=self)


@transaction.atomic
def add_rung(
    matter: str, severity: int, step: int, minutes: int, *, by: Member, member: Member | None = None, email: str = "",
    url: str = "", secret: str = "",
) -> Rung:  # fmt: skip
    """One more whom it tells. The same one again is the one there is."""
    rung, is_new = Rung.objects.get_or_create(
        matter=matter, severity=severity, step=step, member=member, email=email, url=url, removed_at=None,
        defaults={"minutes": minutes, "added_by": by, "sealed": seal(PURPOSE, secret) if url else ""},
    )  # fmt: skip
    if is_new:
        enter("matrix_added", by=by, **rung.facts)
        record("escalation.rung_added", actor=by, subject=rung)
    return rung
