"""Who stopped at a step: the members behind a number, as one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from members.activity.models import Activity
from members.profiles.models import Member
from members.stages.models import Stage
from metrics.funnel.steps import next_of, so_far
from metrics.rollups.days import begin_of

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet
    from metrics.funnel.asking import Asked


def stopped(asked: Asked, step: str) -> MemberQuerySet:
    """Who joined in the period, came to this step and not to the next one; at "dormant", who is dormant now."""
    people = Member.objects.get_queryset().filter(arrival__day__gte=asked.first, arrival__day__lte=asked.end)
    if asked.source:
        people = people.filter(arrival__source=asked.source)
    if asked.segment is not None:
        people = people.filter(pk__in=asked.segment.people().order_by().values("pk"))
    if step == Stage.DORMANT:
        return people.filter(standing__stage=Stage.DORMANT)
    if so_far(step):
        people = people.filter(_came(asked, step))
    behind = next_of(step)
    return people.exclude(_came(asked, behind)) if behind else people


def _came(asked: Asked, step: str) -> Q:
    stages = so_far(step)
    moved = Activity.objects.filter(
        verb="stage.changed", subject_type="members.member", subject_id=OuterRef("pk"), facts__after__in=stages,
        at__gte=begin_of(asked.first),
    )  # fmt: skip
    stands = Member.objects.get_queryset().filter(pk=OuterRef("pk"), standing__stage__in=stages)
    return Q(Exists(moved)) | Q(Exists(stands))
