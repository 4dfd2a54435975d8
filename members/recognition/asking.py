"""What is asked for each level now and soon, and changing it: with a month's notice once somebody has the level."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.recognition.evidence import criteria
from members.recognition.ladder import SHIPPED, Step
from members.recognition.models import LevelRule, LevelStanding
from members.segments.rules import Rule, WrongRule, read
from members.segments.wording import Labels

if TYPE_CHECKING:
    from members.profiles.models import Member

NOTICE = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """What is asked for one level."""

    step: Step
    rule: Rule
    unlocks: str = ""
    coming: LevelRule | None = None
    """What will be asked instead, from a day that is known."""
    labels: Labels = field(default_factory=Labels, compare=False)
    """The words of choices, shared by all levels."""

    @property
    def criteria(self) -> list[Rule]:
        """The criteria; none where one of them cannot be checked any more, such as a space that was closed."""
        return self._checked[0]

    @property
    def problem(self) -> str:
        """Why nobody can reach it by now, for those who can mend it."""
        return self._checked[1]

    @cached_property
    def _checked(self) -> tuple[list[Rule], str]:
        try:
            return criteria(self.rule, self.labels), ""
        except WrongRule as wrong:
            return [], str(wrong)


def asked_for(now: datetime | None = None) -> dict[Step, Asked]:
    """What is asked for every level but the first; one query."""
    now = now or timezone.now()
    holding: dict[int, LevelRule] = {}
    coming: dict[int, LevelRule] = {}
    for row in LevelRule.objects.filter(withdrawn_at=None).order_by("begins_at", "pk"):
        (holding if row.begins_at <= now else coming)[row.step] = row
    found, labels = {}, Labels()
    for step in SHIPPED:
        said = holding.get(step)
        rule, unlocks = (said.rule, said.unlocks) if said else (SHIPPED[step], "")
        found[Step(step)] = Asked(Step(step), rule, unlocks, coming.get(step), labels)
    return found


@transaction.atomic
def ask_for(step: Step, rule: Rule, unlocks: str, *, by: Member) -> LevelRule | None:
    """Ask something else for a level: in a month, or at once as long as nobody has it. Raises WrongRule.

    What was to come before is withdrawn. None where it is so already.
    """
    rule = read(rule)
    criteria(rule)
    now = timezone.now()
    before = asked_for(now)[step]
    if (before.rule, before.unlocks, before.coming) == (rule, unlocks, None):
        return None
    withdraw_coming(step, by=by)
    is_held = LevelStanding.objects.filter(step__gte=step).exists()
    begins = now + NOTICE if is_held and rule != before.rule else now
    row = LevelRule.objects.create(step=step, rule=rule, unlocks=unlocks, begins_at=begins, made_by=by)
    record("level.criteria_changed", actor=by, subject=row, step=int(step), at_once=begins == now)
    return row


@transaction.atomic
def withdraw_coming(step: Step, *, by: Member) -> None:
    """Let a change that has not come yet not come."""
    now = timezone.now()
    for row in LevelRule.objects.select_for_update().filter(step=step, withdrawn_at=None, begins_at__gt=now):
        row.withdrawn_at, row.withdrawn_by = now, by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record("level.criteria_withdrawn", actor=by, subject=row, step=int(step))
