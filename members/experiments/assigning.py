"""Which variant a member gets: drawn at the first exposure, written down, and never another one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from config.lib.few import withhold_parts
from members.activity.log import record
from members.experiments.chance import drawn, is_held_out
from members.experiments.models import Assignment, Experiment, Variant
from members.profiles.models import Member
from members.segments.counting import TookTooLong, in_time, too_long

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from members.profiles.models import MemberQuerySet


def variant_of(experiment_key: str, member: Member) -> str | None:
    """The key of the member's variant; None: as always.

    None is for those held out or outside its segment, and for everybody unless the experiment runs. The first call
    for a member is the exposure: from then on the answer stays the same while it runs, whatever becomes of weights,
    held-out share or segment.
    """
    experiment = Experiment.objects.filter(key=experiment_key).select_related("segment").first()
    if experiment is None or not experiment.is_running:
        return None
    found = Assignment.objects.filter(experiment=experiment, member=member).select_related("variant").first()
    if found is None:
        if not _is_asked(experiment, member):
            return None
        found = _assign(experiment, member)
    return found.variant.key if found.variant else None


def _is_asked(experiment: Experiment, member: Member) -> bool:
    """Whether a member belongs to those the experiment is about."""
    people = experiment.segment.people() if experiment.segment else Member.objects.present()
    return bool(people.filter(pk=member.pk).exists())


@transaction.atomic
def _assign(experiment: Experiment, member: Member) -> Assignment:
    """Write down what chance says; two at once write the same thing, and only one of them counts."""
    variant = _drawn(experiment, list(experiment.variants.order_by("place")), member.pk)
    found, is_new = Assignment.objects.select_related("variant").get_or_create(
        experiment=experiment, member=member, defaults={"variant": variant}
    )
    if is_new:
        record("experiment.assigned", actor=member, subject=experiment, variant=variant.pk if variant else None)
    return found


def _drawn(experiment: Experiment, variants: Sequence[Variant], member_id: int) -> Variant | None:
    if is_held_out(experiment.key, member_id, experiment.held_out):
        return None
    return variants[drawn(experiment.key, member_id, [one.weight for one in variants])]


def foreseen(experiment_key: str, people: MemberQuerySet) -> dict[int, str | None]:
    """Which variant each of these members has, or would get if they met the experiment now; nobody is drawn."""
    experiment = Experiment.objects.filter(key=experiment_key).select_related("segment").first()
    if experiment is None or not experiment.is_running:
        return dict.fromkeys(people.values_list("pk", flat=True))
    variants = list(experiment.variants.order_by("place"))
    kept = dict(Assignment.objects.filter(experiment=experiment).values_list("member", "variant__key"))
    asked = people.filter(pk__in=experiment.segment.people().values("pk")) if experiment.segment else people
    would = set(asked.order_by().values_list("pk", flat=True))
    found: dict[int, str | None] = {}
    for pk in people.order_by().values_list("pk", flat=True):
        one = _drawn(experiment, variants, pk) if pk in would else None
        found[pk] = kept.get(pk, one.key if one else None)
    return found


@transaction.atomic
def variants_of(experiment_key: str, members: Collection[int]) -> dict[int, str]:
    """The same as `variant_of` for many members at once, without those for whom it is None: a few queries for all."""
    experiment = Experiment.objects.filter(key=experiment_key).select_related("segment").first()
    if experiment is None or not experiment.is_running:
        return {}
    kept = Assignment.objects.filter(experiment=experiment, member__in=members)
    known = set(kept.values_list("member", flat=True))
    people = experiment.segment.people() if experiment.segment else Member.objects.present()
    variants = list(experiment.variants.order_by("place"))
    new = [
        Assignment(experiment=experiment, member=member, variant=_drawn(experiment, variants, member.pk))
        for member in people.filter(pk__in=set(members) - known).order_by("pk")
    ]
    if new:
        _write_down(experiment, new)
    return dict(kept.filter(variant__isnull=False).values_list("member", "variant__key"))


def _write_down(experiment: Experiment, new: list[Assignment]) -> None:
    """Of two workers that meet the same members, one writes and records each; the other waits and finds them."""
    Experiment.objects.select_for_update(of=("self",), no_key=True).get(pk=experiment.pk)
    there = set(Assignment.objects.filter(experiment=experiment).filter(member__in=[one.member_id for one in new])
                .values_list("member", flat=True))  # fmt: skip
    left = [one for one in new if one.member_id not in there]
    Assignment.objects.bulk_create(left)
    for one in left:
        record("experiment.assigned", actor=one.member, subject=experiment, variant=one.variant_id)


@dataclass(frozen=True)
class Share:
    """One variant, or (None) those held out, in numbers."""

    variant: Variant | None
    have: int | None
    """Members who met the experiment and have it; None where that would tell of fewer than five."""
    would: int | None
    """Members of today who have it, or would get it if all of them met it now; None as above."""
    percent: float


@dataclass(frozen=True)
class Shares:
    """How an experiment is spread over members."""

    rows: list[Share]
    count: int = 0
    problem: str = ""


def shares_of(experiment: Experiment) -> Shares:
    """How many have which variant, and how today's members would be spread; numbers only, three queries."""
    variants = list(experiment.variants.order_by("place"))
    people = experiment.segment.people() if experiment.segment else Member.objects.present()
    try:
        with in_time():
            ids = list(people.order_by().values_list("pk", flat=True))
            kept = dict(Assignment.objects.filter(experiment=experiment).values_list("member", "variant"))
    except TookTooLong:
        return Shares([], problem=too_long())
    have: Counter[int | None] = Counter(kept.values())
    would: Counter[int | None] = Counter()
    for pk in ids:
        if pk in kept:
            would[kept[pk]] += 1
        else:
            one = _drawn(experiment, variants, pk)
            would[one.pk if one else None] += 1
    total, groups = len(ids), [*variants, None]
    told = zip(groups, _told(have, groups), _told(would, groups), strict=True)
    return Shares([Share(one, met, now, 100 * (now or 0) / total if total else 0) for one, met, now in told], total)


def _told(counted: Counter[int | None], groups: Sequence[Variant | None]) -> list[int | None]:
    """How many are in each group, with None for what is not told."""
    sizes = [counted[one.pk if one else None] for one in groups]
    return [None if few else size for size, few in zip(sizes, withhold_parts(sizes), strict=True)]
