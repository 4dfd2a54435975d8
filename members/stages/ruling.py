"""Which rule decides about which stage: what comes with the product, or a segment in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Case, CharField, Value, When
from django.utils.translation import gettext as _

from members.activity.log import record
from members.segments.models import Segment
from members.segments.rules import Rule, WrongRule, leaves, narrowing, read
from members.stages.models import PRECEDENCE, Stage, StageRule

if TYPE_CHECKING:
    from members.profiles.models import Member

ASKS_THE_STAGE = "stage"
"""The key of the predicate that no rule of a stage may ask: it would go round in a circle."""

_DEFAULTS: dict[Stage, Rule] = {}


_LOCK = 7_261_013
"""The number of the lock in PostgreSQL under which rules are changed; nothing else uses it."""


class RuledMeanwhile(Exception):
    """Somebody else chose other rules since these were read; nothing was written."""


class StagesRest(Exception):
    """A rule cannot be asked, so nobody is moved; the message says which one and why."""


@dataclass(frozen=True)
class Ruling:
    """The rule of one stage."""

    stage: Stage
    rule: Rule | None
    """None: nobody comes to this stage."""
    segment: Segment | None = None

    @property
    def problem(self) -> str:
        """Why it cannot be asked, in a sentence; nothing if all is well."""
        if self.rule is None or self.segment is None:  # what comes with the product can be asked
            return ""
        try:
            read(self.rule)
        except WrongRule as wrong:
            return str(wrong)
        if any(leaf["is"] == ASKS_THE_STAGE for leaf in leaves(self.rule)):
            return _("A rule of a stage cannot ask for the stage.")
        return ""


def come_with(stage: str, rule: Rule) -> None:
    """Say which rule a stage has unless somebody chooses another. Raises ValueError for a stage that has one."""
    wanted = Stage(stage)
    if wanted in _DEFAULTS or wanted not in PRECEDENCE:
        raise ValueError(f"The stage {stage!r} has a rule already, or none decides about it.")
    _DEFAULTS[wanted] = rule


def rulings() -> list[Ruling]:
    """The rules in the order in which they decide; one query."""
    chosen = {row.stage: row.segment for row in StageRule.objects.select_related("segment")}
    return [_ruling(stage, chosen.get(stage)) for stage in PRECEDENCE]


def edition(rules: list[Ruling]) -> str:
    """Which choice of segments this is, for forms."""
    return ".".join(str(one.segment.pk if one.segment else 0) for one in rules)


def supposing(chosen: Mapping[Stage, Segment | None]) -> list[Ruling]:
    """The rules as they would be with these segments; None: the one that comes with the product."""
    return [_ruling(stage, chosen.get(stage)) for stage in PRECEDENCE]


def _ruling(stage: Stage, segment: Segment | None) -> Ruling:
    plain = Ruling(stage, _DEFAULTS.get(stage))
    return replace(plain, rule=segment.rule, segment=segment) if segment else plain


def deciding(rules: list[Ruling], now: datetime) -> Case:
    """The stage of a member as an expression over members. Raises StagesRest where a rule cannot be asked."""
    for one in rules:
        if one.problem:
            raise StagesRest(f"{one.stage.label}: {one.problem}")
    words = [When(narrowing(one.rule, now), then=Value(one.stage.value)) for one in rules if one.rule is not None]
    return Case(*words, default=Value(Stage.AWARE.value), output_field=CharField())


@transaction.atomic
def rule_stages(chosen: Mapping[Stage, Segment | None], *, by: Member, read_in: str = "") -> None:
    """Let these segments decide from now on; None: the rule that comes with the product.

    `read_in` is the edition the choice was made upon, if it was. Raises RuledMeanwhile where another one stands that
    says something else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    before = {row.stage: row for row in StageRule.objects.all()}
    changed = [
        stage for stage, segment in chosen.items()
        if (before[stage].segment_id if stage in before else None) != (segment.pk if segment else None)
    ]  # fmt: skip
    if changed and read_in and read_in != edition(rulings()):
        raise RuledMeanwhile
    for stage in changed:
        segment = chosen[stage]
        if segment is None:
            before[stage].delete()
        else:
            StageRule.objects.update_or_create(stage=stage, defaults={"segment": segment})
    if changed:
        record("stages.ruled", actor=by, stages=[str(stage) for stage in changed])
