"""Rules that act by themselves, their versions, and how each version did on what was posted before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member
from members.segments.models import Segment
from moderation.guidelines.measures import Severity
from moderation.ledger.writing import enter
from moderation.screening.conditions import Condition, read
from moderation.screening.postings import Written
from moderation.screening.switching import Switchable

if TYPE_CHECKING:
    from config.lib.audience import Viewer

NAME_MAX, MESSAGE_MAX, LABEL_MAX = 60, 500, 40


class Action(models.TextChoices):
    """What a rule does with what it hits."""

    HOLD = "hold", _("Hold it until a moderator has looked")
    LABEL = "label", _("Label it, for the team only")
    REPORT = "report", _("Report it: it appears, and a case is opened")
    ASK = "ask", _("Ask its author to edit it before it is posted")
    BLOCK = "block", _("Do not let it be posted")


class Who(models.TextChoices):
    """Whose postings a rule looks at; never the team's."""

    EVERYONE = "everyone", _("Everybody but the team")
    FIRST = "first", _("Members with few posts so far")
    NEWCOMERS = "new", _("Newcomers whose first-day limits hold")
    SEGMENT = "segment", _("A segment")


class ActingRuleQuerySet(models.QuerySet["ActingRule"]):
    """Sets of rules."""

    def visible_to(self, viewer: Viewer) -> ActingRuleQuerySet:
        """The team's."""
        allowed = isinstance(viewer, Member) and viewer.is_moderator and viewer.is_active and not viewer.is_suspended
        return self if allowed else self.none()

    def kept(self) -> ActingRuleQuerySet:
        """Those that are not put away."""
        return self.filter(archived_at=None)


class ActingRule(models.Model):
    """A rule that acts by itself; what it says stands in its versions."""

    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    broken_at = models.DateTimeField(null=True)  # it failed the last time it was asked; it stops nothing
    broken_why = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = ActingRuleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"rule {self.pk}"

    def get_absolute_url(self) -> str:
        """Where the team sees what it does."""
        return reverse("acting_rule", args=[self.pk])

    @classmethod
    @transaction.atomic
    def make(cls, said: dict[str, Any], *, by: Member) -> ActingRule:
        """A new rule, switched off. Raises WrongCondition."""
        rule: ActingRule = cls.objects.create(made_by=by)
        rule.change(said, by=by)
        return rule

    @transaction.atomic
    def change(self, said: dict[str, Any], *, by: Member) -> RuleVersion:
        """Write another version; the one that acts goes on until this one is switched on. Raises WrongCondition."""
        read(said["conditions"])
        ActingRule.objects.select_for_update(no_key=True).get(pk=self.pk)
        last = self.versions.order_by("-number").first()
        version = RuleVersion(rule=self, number=last.number + 1 if last else 1, made_by=by, **said)
        if last is not None and last.says == version.says:
            return last
        version.save(force_insert=True)
        enter("rule_written", by=by, rule=self.pk, version=version.number, action=version.action)
        record("acting_rule.written", actor=by, subject=self, version=version.number)
        return version

    @transaction.atomic
    def put_away(self, *, by: Member) -> None:
        """Switch it off and take it from the list; its hits stay."""
        if self.archived_at is None:
            for version in self.versions.exclude(on_at=None, shadow_at=None):
                version.switch_off(by=by)
            self.archived_at, self.archived_by = timezone.now(), by
            self.save(update_fields=["archived_at", "archived_by"])
            record("acting_rule.put_away", actor=by, subject=self)


class RuleVersion(Switchable, models.Model):
    """What a rule says, at one time; it never changes, so that a hit always says which words it was of."""

    rule = models.ForeignKey(ActingRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=NAME_MAX)
    conditions = models.JSONField(default=dict)  # key of a condition -> its values; all must be met
    who = models.CharField(max_length=8, choices=Who.choices, default=Who.EVERYONE)
    who_posts = models.PositiveSmallIntegerField(default=0)  # for members with fewer posts than this
    segment = models.ForeignKey(Segment, on_delete=models.SET_NULL, null=True, related_name="+")
    spaces = ArrayField(models.BigIntegerField(), default=list)  # everywhere, if there is none
    kinds = ArrayField(models.CharField(max_length=8, choices=Written.choices), default=list)
    action = models.CharField(max_length=8, choices=Action.choices, default=Action.REPORT)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.MEDIUM)
    label = models.CharField(_("label"), max_length=LABEL_MAX, blank=True)
    message = models.CharField(_("message to the author"), max_length=MESSAGE_MAX, blank=True)
    guideline = models.CharField(max_length=40, blank=True, default="", db_default="")  # key of a rule its author reads
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[RuleVersion]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once"),
            models.UniqueConstraint(fields=["rule"], condition=Q(on_at__isnull=False), name="rule_acts_once"),
            models.UniqueConstraint(fields=["rule"], condition=Q(shadow_at__isnull=False), name="rule_counts_once"),
            models.CheckConstraint(condition=Q(on_at=None) | Q(shadow_at=None), name="rule_acts_or_counts"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="rule_action_known"),
            models.CheckConstraint(condition=Q(who__in=Who.values), name="rule_who_known"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="acting_severity_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def says(self) -> tuple[Any, ...]:
        """All that makes it another version."""
        return (
            self.name, self.conditions, self.who, self.who_posts, self.segment_id, list(self.spaces),
            list(self.kinds), self.action, int(self.severity), self.label, self.message, self.guideline,
        )  # fmt: skip

    @property
    def read_conditions(self) -> list[Condition]:
        """Its conditions, ready to be asked. Raises WrongCondition, KeyError."""
        return read(self.conditions)

    @property
    def sentences(self) -> list[str]:
        """What it looks for, for the page; empty where it cannot be read."""
        try:
            return [condition.sentence() for condition in self.read_conditions]
        except (KeyError, ValueError):
            return []

    def locked_rule(self) -> None:
        """Let nobody else switch a version of this rule at the same moment."""
        ActingRule.objects.select_for_update(no_key=True).get(pk=self.rule_id)


class BackTest(models.Model):
    """How one version would have done on what was posted in the last 30 days."""

    version = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, related_name="tests")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=200, blank=True)
    looked = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    decided = models.PositiveIntegerField(default=0)  # of those found, how many a moderator decided about
    fine = models.PositiveIntegerField(default=0)  # and found nothing wrong with
    examples = models.JSONField(default=list)  # [kind, number, words] of the newest

    objects: ClassVar[models.Manager[BackTest]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["version", "-asked_at"], name="back_test_of_version")]

    def __str__(self) -> str:
        return f"{self.found} of {self.looked}"

    @property
    def is_running(self) -> bool:
        """Whether it is not at its end."""
        return self.finished_at is None and not self.failed_why
