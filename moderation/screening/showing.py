"""What the pages of rules show: how a rule did, with both numbers, and what it hit, as far as the viewer may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from moderation.screening.ground import known
from moderation.screening.hits import Hit
from moderation.screening.rules import ActingRule, BackTest, RuleVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from members.profiles.models import Member

SHOWN = 30


@dataclass(frozen=True)
class Tally:
    """How many hits, how many of them somebody decided about, and how many of those were fine."""

    hits: int = 0
    silent: int = 0
    decided: int = 0
    fine: int = 0

    @property
    def share(self) -> int | None:
        """The false positives in percent; None while nothing is decided."""
        return round(100 * self.fine / self.decided) if self.decided else None


@dataclass(frozen=True)
class RuleRow:
    """A rule as the list and its page show it."""

    rule: ActingRule
    newest: RuleVersion
    acting: RuleVersion | None
    silent: RuleVersion | None
    tally: Tally = field(default_factory=Tally)

    @property
    def shown(self) -> RuleVersion:
        """What its name and sentences are read from: what acts, or the newest."""
        return self.acting or self.newest


@dataclass(frozen=True)
class Example:
    """One thing that was hit, if the viewer may see it."""

    name: str
    url: str
    words: list[str]


def rows_of(rules: Iterable[ActingRule]) -> list[RuleRow]:
    """The rules with their versions and how they did; two queries for all."""
    rules = list(rules)
    versions: dict[int, list[RuleVersion]] = {}
    for version in RuleVersion.objects.filter(rule__in=rules).select_related("segment", "rule").order_by("-number"):
        versions.setdefault(version.rule_id, []).append(version)
    tallies = _tallies(rules)
    return [
        RuleRow(
            rule,
            versions[rule.pk][0],
            next((one for one in versions[rule.pk] if one.on_at), None),
            next((one for one in versions[rule.pk] if one.shadow_at), None),
            tallies.get(rule.pk, Tally()),
        )
        for rule in rules
        if rule.pk in versions
    ]


def _tallies(rules: list[ActingRule]) -> dict[int, Tally]:
    rows = Hit.objects.filter(version__rule__in=rules).with_outcome().order_by().values("version__rule")
    counted = rows.annotate(
        hits=Count("pk", filter=Q(is_shadow=False)), silent=Count("pk", filter=Q(is_shadow=True)),
        decided=Count("pk", filter=Q(is_decided=True)), fine=Count("pk", filter=Q(is_fine=True)),
    )  # fmt: skip
    return {row["version__rule"]: Tally(row["hits"], row["silent"], row["decided"], row["fine"]) for row in counted}


def tally_of(**which: object) -> Tally:
    """The same for some hits, such as those of the score."""
    counted = Hit.objects.filter(**which).with_outcome().aggregate(
        hits=Count("pk", filter=Q(is_shadow=False)), silent=Count("pk", filter=Q(is_shadow=True)),
        decided=Count("pk", filter=Q(is_decided=True)), fine=Count("pk", filter=Q(is_fine=True)),
    )  # fmt: skip
    return Tally(**counted)


def examples_of(test: BackTest, viewer: Member) -> list[Example]:
    """What a back-test found, without what the viewer may not see."""
    return _named([(key, pk, words) for key, pk, words in test.examples], viewer)


def _named(things: list[tuple[str, int, list[str]]], viewer: Member) -> list[Example]:
    ground = known()
    seen = ground.named(viewer, [(key, pk) for key, pk, _words in things]) if ground is not None else {}
    return [Example(*seen[key, pk], words) for key, pk, words in things if (key, pk) in seen]


@dataclass(frozen=True)
class HitRow:
    """A hit of a rule in its list; with a name, an address and the words if the viewer sees the thing."""

    hit: Hit
    name: str = ""
    url: str = ""

    @property
    def words(self) -> list[str]:
        """What matched: not of what stands where the viewer does not read."""
        is_open = self.hit.subject_id is None and not self.hit.is_private
        return self.hit.marked if self.url or is_open else []


def hits_of(rule: ActingRule, viewer: Member) -> list[HitRow]:
    """The newest hits of a rule that the viewer may see."""
    hits = list(
        Hit.objects.visible_to(viewer).filter(version__rule=rule).with_outcome()
        .select_related("version", "author", "case").order_by("-pk")[:SHOWN]
    )  # fmt: skip
    ground = known()
    things = [(hit.subject_type, hit.subject_id) for hit in hits if hit.subject_id is not None]
    seen = ground.named(viewer, things) if ground is not None else {}
    return [HitRow(hit, *seen.get((hit.subject_type, hit.subject_id or 0), ("", ""))) for hit in hits]
