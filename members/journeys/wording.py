"""Plans as sentences, in which every value is a phrase that leads to its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.journeys.beginnings import BEGINNINGS
from members.journeys.kinds import KINDS
from members.journeys.steps import RuleField
from members.segments.predicates import pieces
from members.segments.wording import Labels, in_a_sentence, told

if TYPE_CHECKING:
    from members.journeys.counting import StepNumbers
    from members.journeys.kinds import Kind, Values
    from members.journeys.models import Passed
    from members.journeys.plans import Plan, Step
    from members.segments.predicates import Said
    from members.segments.rules import Rule

LONGEST_PHRASE = 60


@dataclass(frozen=True)
class Way:
    """One of the ways below a step."""

    key: str
    words: str
    lines: list[Line]
    people: int
    """How many went it."""

    @property
    def last(self) -> str:
        """The step behind which another one would come; none on a way without steps."""
        return self.lines[-1].step.id if self.lines else ""


@dataclass
class Line:
    """A step on the page of its journey."""

    step: Step
    kind: Kind
    parts: list[tuple[str, str]]
    """Text, and the phrase behind it."""
    people: int = 0
    """Who is in it now."""
    held: int = 0
    """Of these, whose message waits for the end of a night or of a week."""
    passed: int = 0
    ways: list[Way] = field(default_factory=list)
    is_first: bool = False
    is_last: bool = False
    is_beyond: bool = False
    """Whether everybody has left before it."""


def lines_of(plan: Plan, numbers: StepNumbers, labels: Labels | None = None) -> list[Line]:
    """The steps of a plan, with how many people are in each now, and how many went through it."""
    return _lines(plan.steps, numbers, labels or Labels())


def _lines(steps: tuple[Step, ...], numbers: StepNumbers, labels: Labels) -> list[Line]:
    return [
        Line(
            step, step.kind, parts_of(step.kind.sentence, step.kind.fields, step.values, labels),
            numbers.here.get(step.id, 0), numbers.held.get(step.id, 0), sum(numbers.passed.get(step.id, {}).values()),
            [
                Way(
                    way, step.kind.way_in_words(step.values, way), _lines(inner, numbers, labels),
                    numbers.passed.get(step.id, {}).get(way, 0),
                )
                for way, inner in step.ways.items()
            ],
            is_first=place == 0, is_last=place == len(steps) - 1, is_beyond=all_leave(steps[:place]),
        )
        for place, step in enumerate(steps)
    ]  # fmt: skip


def flat(lines: Iterable[Line], depth: int = 0, way: str = "") -> Iterator[tuple[Line, int, str]]:
    """Every line with how deep it stands, and what stands above the way on which it is the first."""
    for place, line in enumerate(lines):
        yield line, depth, "" if place else way
        for one in line.ways:
            yield from flat(one.lines, depth + 1, one.words)


def all_leave(steps: Iterable[Step]) -> bool:
    """Whether nobody comes out behind these steps, whichever way they took."""
    return any(step.do == "leave" or (step.ways and all(map(all_leave, step.ways.values()))) for step in steps)


def parts_of(
    sentence: Said, fields: Mapping[str, forms.Field], values: Values, labels: Labels | None = None
) -> list[tuple[str, str]]:
    """A sentence as pairs of text and the phrase behind it."""
    labels = labels or Labels()
    found = pieces(sentence, fields, values)
    return [(text, phrase(fields[name], values.get(name), labels) if name else "") for text, name in found]


def phrase(asked: forms.Field, value: Any, labels: Labels) -> str:
    """One value in words."""
    if isinstance(asked, RuleField):
        return rule_in_words(value, labels)
    if isinstance(asked, forms.ChoiceField):
        return labels.of(asked, value)
    if isinstance(value, int):
        return str(value)
    return _("“%(word)s”") % {"word": Truncator(" ".join(str(value).split())).chars(LONGEST_PHRASE)}


def rule_in_words(rule: Rule, labels: Labels | None = None) -> str:
    """A question of the segments' language, to go on within a sentence."""
    return in_a_sentence(told(rule, labels=labels))


def step_in_words(do: str, values: Values, labels: Labels | None = None) -> str:
    """A step as one plain sentence."""
    if do not in KINDS:
        return _("something that is not known here any more")
    return "".join(text + said for text, said in parts_of(KINDS[do].sentence, KINDS[do].fields, values, labels))


def beginning_parts(plan: Plan) -> list[tuple[str, str]]:
    """How it begins, as a sentence."""
    one = BEGINNINGS[plan.begins]
    return parts_of(one.sentence, one.fields, plan.begins_with)


def beginning_in_words(plan: Plan) -> str:
    """How it begins, on one line."""
    return "".join(text + said for text, said in beginning_parts(plan))


def _way(step: Step, way: str) -> str:
    return step.kind.way_in_words(step.values, way) if way else ""


def passed_in_words(plan: Plan, rows: Iterable[Passed]) -> list[tuple[Passed, str, str]]:
    """Steps somebody went through, each with its sentence and the way they took."""
    steps, labels = {step.id: step for step in plan.walk()}, Labels()
    known = [(row, step) for row in rows if (step := steps.get(row.step)) is not None]
    return [(row, step_in_words(step.do, step.values, labels), _way(step, row.way)) for row, step in known]
