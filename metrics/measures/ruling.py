"""Another target or another owner for a measure, in place of what comes with the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from metrics.measures.models import MeasureRule

if TYPE_CHECKING:
    from members.profiles.models import Member


class RuledMeanwhile(Exception):
    """Somebody else chose something since the form was read; `rule` is what stands now."""

    def __init__(self, rule: MeasureRule) -> None:
        super().__init__(rule.measure)
        self.rule = rule


def rule_of(key: str) -> MeasureRule | None:
    """What the team chose for a measure, with the owner and whoever chose it; None if nothing yet."""
    return MeasureRule.objects.filter(measure=key).select_related("owner", "changed_by").first()


def edition_of(rule: MeasureRule | None) -> str:
    """Which choice it is, for forms; empty before the first one."""
    return rule.changed_at.isoformat() if rule else ""


@transaction.atomic
def set_rule(
    key: str, *, target: float | None, owner: Member | None, by: Member, edition: str | None = None
) -> MeasureRule | None:
    """Choose the target (None: the one that comes with the product) and the owner of a measure.

    `edition` is the choice that was read, if one was. Raises RuledMeanwhile where another one stands that says
    something else. Two who choose first at the same moment wait for each other at the unique key.
    """
    if target is None and owner is None and not MeasureRule.objects.filter(measure=key).exists():
        return None
    rule, is_first = MeasureRule.objects.get_or_create(measure=key, defaults={"changed_by": by})
    if not is_first:
        rule = MeasureRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    if (rule.target, rule.owner_id) == (target, owner.pk if owner else None):
        return rule
    if edition is not None and not is_first and edition != edition_of(rule):
        raise RuledMeanwhile(rule)
    rule.target, rule.owner = target, owner
    rule.changed_at, rule.changed_by = timezone.now(), by
    rule.save(update_fields=["target", "owner", "changed_at", "changed_by"])
    record("measure.target_set", actor=by, subject=rule, measure=key, target=target, owner=owner.pk if owner else None)
    return rule
