"""Reports: one person's word that something is wrong. Who said so is for the team alone."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.sealing import BrokenSeal, seal, unseal
from members.profiles.models import Member
from moderation.guidelines.models import Rule
from moderation.reports.reasons import Reason
from moderation.review.cases import Case
from moderation.review.decisions import Decision

if TYPE_CHECKING:
    from config.lib.audience import Viewer

WORDS_MAX = 2000
SEAL = "report"


class Suspicion(models.TextChoices):
    """Why a report may be one of many who act together, or of somebody who is mostly wrong."""

    YOUNG = "young", _("Many new accounts or visitors at once")
    NETWORK = "network", _("Many from one network")
    TOGETHER = "together", _("Members who often report the same people")
    DISMISSED = "dismissed", _("Somebody whose reports are mostly wrong")


class Changed(models.TextChoices):
    """Why what was told is not so any more."""

    APPEAL = "appeal", _("After an appeal")
    AGAIN = "again", _("The team looked again")


class ReportQuerySet(models.QuerySet["Report"]):
    """Sets of reports."""

    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """Who wrote them, and the team as far as it sees their cases. Nobody else, least of all who is reported."""
        if not isinstance(viewer, Member):
            return self.none()
        return self.filter(Q(reporter=viewer) | Q(case__in=Case.objects.visible_to(viewer)))

    def of(self, case: Case) -> ReportQuerySet:
        """Those that a case gathers, the first one first."""
        return self.filter(case=case).order_by("at", "pk")

    def by(self, member: Member) -> ReportQuerySet:
        """Those of one member."""
        return self.filter(reporter=member)

    def open(self) -> ReportQuerySet:
        """Those of which nothing is decided yet."""
        return self.filter(closed_at=None)

    def right(self) -> ReportQuerySet:
        """Those after which the team did something that still holds."""
        kept = Q(decision__content="keep", decision__person="nothing")
        return self.filter(decision__reversed_at=None, decision__isnull=False).exclude(kept)

    def to_tell(self) -> ReportQuerySet:
        """Those whose outcome can no longer be undone and was not told yet; the decision itself is asked."""
        due = self.filter(tell_at__lte=timezone.now(), told_at=None, decision__undone_at=None)
        return due.exclude(decision__reversed_at__isnull=False, case__closed_at=None)


class Report(models.Model):
    """What one member or visitor says is wrong with one thing; the case gathers all of them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    subject_type = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    version = models.CharField(max_length=64, blank=True)  # of the thing, as it was reported
    reporter = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    is_visitors = models.BooleanField(default=False)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(max_length=WORDS_MAX, blank=True)
    at = models.DateTimeField(default=timezone.now)
    suspicion = models.CharField(max_length=9, choices=Suspicion.choices, blank=True)
    suspicion_count = models.PositiveSmallIntegerField(default=0)  # how many accounts, or reports, make it so
    receipt = models.CharField(max_length=43, blank=True)  # a visitor's only proof; nobody can guess it
    submission = models.CharField(max_length=64, blank=True)
    sealed = models.TextField(blank=True)  # a visitor's name and address, until they are told
    network = models.CharField(max_length=32, blank=True, default="", db_default="")  # a visitor's, as a keyed hash
    language = models.CharField(max_length=10, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)  # by the decision of its case
    tell_at = models.DateTimeField(null=True)  # when its outcome can no longer be undone
    told_at = models.DateTimeField(null=True)
    changed = models.CharField(max_length=6, choices=Changed.choices, blank=True, default="", db_default="")

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "subject_type", "subject_id"],
                condition=Q(closed_at=None, reporter__isnull=False),
                name="report_open_once",
            ),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="report_receipt_once"),
            models.UniqueConstraint(fields=["submission"], condition=~Q(submission=""), name="report_sent_once"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="report_reason_known"),
            models.CheckConstraint(condition=Q(rule=None) | Q(reason=Reason.RULE), name="report_rule_is_reason"),
            models.CheckConstraint(condition=Q(sealed="") | Q(is_visitors=True), name="report_seals_visitors_only"),
        ]
        indexes = [
            models.Index(fields=["reporter", "-at"], name="report_by"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="report_of_thing"),
            models.Index(fields=["at"], name="report_at"),
            models.Index(fields=["network", "at"], condition=~Q(network=""), name="report_from_network"),
            models.Index(fields=["tell_at"], condition=Q(told_at=None, tell_at__isnull=False), name="report_to_tell"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    def get_absolute_url(self) -> str:
        """Where whoever wrote it sees what became of it."""
        if self.receipt:
            return reverse("report_receipt", args=[self.receipt])
        return reverse("report", args=[self.subject_type, self.subject_id])

    @property
    def reason_words(self) -> str:
        """The reason as people read it: the rule, or the kind."""
        return str(self.rule) if self.rule else str(self.get_reason_display())

    @property
    def is_outcome_known(self) -> bool:
        """Whether whoever wrote it may know the outcome: it can no longer be undone."""
        if self.tell_at is None or self.tell_at > timezone.now():
            return False
        return self.decision is not None and self.decision.undone_at is None

    @property
    def contact(self) -> dict[str, str]:
        """A visitor's name and e-mail, as far as they were given and are kept."""
        try:
            said: dict[str, str] = json.loads(unseal(SEAL, self.sealed)) if self.sealed else {}
        except BrokenSeal:
            return {}
        return said


def sealed_contact(name: str, email: str) -> str:
    """A name and an address as they are kept; empty for neither."""
    return seal(SEAL, json.dumps({"name": name, "email": email})) if name or email else ""


def new_receipt() -> str:
    """A number nobody guesses."""
    return secrets.token_urlsafe(32)
