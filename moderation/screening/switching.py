"""Trait: a version of a rule is tried in silence, switched on, and switched off; one of a rule at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.ledger.writing import enter

if TYPE_CHECKING:
    from moderation.screening.rules import RuleVersion


class NotTried(Exception):
    """This version was not tried on the last 30 days yet."""


class Switchable(models.Model):
    """Since when it acts, or only counts; and who said so."""

    on_at = models.DateTimeField(null=True, editable=False)
    on_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    shadow_at = models.DateTimeField(null=True, editable=False)
    shadow_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def is_tried(self) -> bool:
        """Whether a back-test of this very version came to its end."""
        return cast("RuleVersion", self).tests.filter(finished_at__isnull=False).exists()

    @transaction.atomic
    def switch_on(self, *, by: Member) -> None:
        """Let it act from now on, in place of an earlier version. Raises NotTried."""
        version = cast("RuleVersion", self)
        if not version.is_tried:
            raise NotTried
        version.locked_rule()
        if self.on_at is None:
            self._end(["on_at", "on_by", "shadow_at", "shadow_by"])
            self.on_at, self.on_by, self.shadow_at, self.shadow_by = timezone.now(), by, None, None
            self._said("rule_on", by=by)
            record("acting_rule.switched_on", actor=by, subject=version.rule, version=version.number)

    @transaction.atomic
    def let_count(self, *, by: Member) -> None:
        """Let it count what it would hit, and do nothing; a version that acts goes on acting beside it."""
        version = cast("RuleVersion", self)
        version.locked_rule()
        if self.shadow_at is None and self.on_at is None:
            self._end(["shadow_at", "shadow_by"])
            self.shadow_at, self.shadow_by = timezone.now(), by
            self._said("rule_shadow", by=by)
            record("acting_rule.shadowed", actor=by, subject=version.rule, version=version.number)

    @transaction.atomic
    def switch_off(self, *, by: Member) -> None:
        """Let it neither act nor count."""
        version = cast("RuleVersion", self)
        version.locked_rule()
        if self.on_at is not None or self.shadow_at is not None:
            self.on_at = self.on_by = self.shadow_at = self.shadow_by = None
            self._said("rule_off", by=by)
            record("acting_rule.switched_off", actor=by, subject=version.rule, version=version.number)

    def _end(self, columns: list[str]) -> None:
        version = cast("RuleVersion", self)
        type(version).objects.filter(rule=version.rule_id).exclude(pk=version.pk).update(**dict.fromkeys(columns))

    def _said(self, act: str, *, by: Member) -> None:
        from moderation.screening.book import forget

        version = cast("RuleVersion", self)
        version.save(update_fields=["on_at", "on_by", "shadow_at", "shadow_by"])
        enter(act, by=by, rule=version.rule_id, version=version.number, action=version.action)
        forget()
