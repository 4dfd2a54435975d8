"""The step of journeys that parts ways by the variant of an experiment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.experiments.assigning import foreseen, variant_of
from members.experiments.models import Experiment, Variant
from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.segments.fields import one_of

if TYPE_CHECKING:
    from django import forms

    from members.journeys.kinds import Some, Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said

MOST_VARIANTS = 4
WITHOUT = "without"
"""The way of those who have no variant. It comes behind v1, v2 … in the order of letters too."""


def _experiments() -> list[tuple[str, str]]:
    fitting = Experiment.objects.annotate(variety=Count("variants")).filter(variety__lte=MOST_VARIANTS)
    return list(fitting.order_by("name").values_list("key", "name"))


def _variants(values: Values) -> dict[str, str]:
    """The ways of an experiment, with the names of its variants."""
    rows = Variant.objects.filter(experiment__key=values.get("experiment", "")).order_by("place")
    return {f"v{number}": name for number, name in enumerate(rows.values_list("key", flat=True), 1)}


class PartByVariant(Kind):
    """Leads each on the way of their variant."""

    key, family, icon, tone, in_tests = "variant", "part", "split", "if", True
    made_at: ClassVar[str] = "experiment_new"
    label: ClassVar[Said] = gettext_lazy("Try variants of an experiment")
    sentence: ClassVar[Said] = gettext_lazy("By their variant in {experiment}")
    fields: ClassVar[Mapping[str, forms.Field]] = {"experiment": one_of(gettext_lazy("Experiment"), _experiments)}
    hint: ClassVar[Said] = gettext_lazy(
        "Chance draws the variant when somebody comes to this step, and they keep it. Whoever is held out, or comes"
        " while the experiment does not run, goes the last way."
    )

    def act(self, here: Here) -> Outcome:
        """Their variant, drawn now if it was not before. Whoever tests goes the first way and is not drawn."""
        if here.run.is_test:
            return Goes("v1")
        name = variant_of(here.values["experiment"], here.member)
        ways = {variant: way for way, variant in _variants(here.values).items()}
        way = ways.get(name or "", WITHOUT)
        return Goes(way, {"variant": name})

    def ways_of(self, values: Values) -> tuple[str, ...]:
        """One for each variant, and one for those without."""
        return (*_variants(values), WITHOUT)

    def in_order(self, ways: Iterable[str]) -> list[str]:
        """By number, and those without at the end."""
        return sorted(ways)

    def way_in_words(self, values: Values, way: str) -> str:
        """The variant's name."""
        return _("Without a variant") if way == WITHOUT else _variants(values).get(way, way)

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """Whether it runs."""
        found = Experiment.objects.filter(key=values["experiment"]).first()
        return "" if found is not None and found.is_running else _("the experiment does not run")

    def part(self, values: Values, people: MemberQuerySet, count: int, now: datetime) -> dict[str, Some]:
        """How chance and what was drawn before would part them; nobody is drawn."""
        ways = {variant: way for way, variant in _variants(values).items()}
        drawn = foreseen(values["experiment"], people)
        numbers = Counter(ways.get(name or "", WITHOUT) for name in drawn.values())
        return {
            way: (people.filter(pk__in=[pk for pk, name in drawn.items() if ways.get(name or "", WITHOUT) == way]),
                  numbers[way])
            for way in self.ways_of(values)
        }  # fmt: skip


register(PartByVariant())
