"""The plan of a journey: how it begins, its steps, which may part into ways, and how it ends; read with care.

{"begins": {"on": key, "with": {…}}, "steps": [Step, …], "goal": Rule or null, "days": 90, "again_after": 0}
Step: {"id": "k3f9", "do": key, "with": {…}, "ways": {"yes": [Step, …], "no": [Step, …]}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.journeys.beginnings import BEGINNINGS
from members.journeys.kinds import KINDS
from members.segments.rules import Rule, WrongRule
from members.segments.rules import read as read_rule

if TYPE_CHECKING:
    from members.journeys.kinds import Kind, Values

MOST_STEPS, DEEPEST = 40, 3
LONGEST_DAYS = 730
_ID = re.compile(r"\A[a-z0-9]{1,12}\Z")


class WrongPlan(ValueError):
    """A plan that cannot be kept; its text is a sentence for people, `step` says where."""

    def __init__(self, sentence: str, step: str = "") -> None:
        super().__init__(sentence)
        self.step = step


@dataclass(frozen=True)
class Step:
    """One sentence of a journey."""

    id: str
    do: str
    values: Values
    ways: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What it does."""
        return KINDS[self.do]


@dataclass(frozen=True)
class Plan:
    """A plan as it runs."""

    begins: str
    begins_with: Values
    steps: tuple[Step, ...]
    goal: Rule | None = None
    days: int = 90
    """Nobody stays longer."""
    again_after: int = 0
    """After so many days somebody may begin once more; 0 means never."""

    def walk(self) -> Iterator[Step]:
        """All steps, in the order in which they read."""
        yield from _walk(self.steps)

    def step(self, step_id: str) -> Step | None:
        """The step with this id."""
        return next((step for step in self.walk() if step.id == step_id), None)

    @property
    def first(self) -> str:
        """Where everybody begins; nothing in an empty plan."""
        return self.steps[0].id if self.steps else ""

    def after(self, step_id: str, way: str = "") -> str:
        """The step that follows, on the way that was taken; nothing at the end."""
        return _after(self.steps, step_id, way, "") or ""


def _walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        for way in step.ways.values():
            yield from _walk(way)


def _after(steps: tuple[Step, ...], step_id: str, way: str, then: str) -> str | None:
    """Where it goes on behind a step in these steps, behind which `then` follows; None if the step is not there."""
    for place, step in enumerate(steps):
        behind = steps[place + 1].id if place + 1 < len(steps) else then
        if step.id == step_id:
            taken = step.ways.get(way, ())
            return taken[0].id if taken else behind
        for inner in step.ways.values():
            found = _after(inner, step_id, way, behind)
            if found is not None:
                return found
    return None


def read(data: Any) -> dict[str, Any]:
    """A plan as it may be kept: every value cleaned by its field. Raises WrongPlan with the reason."""
    match data:
        case {"begins": {"on": str(on), "with": dict(given)}, "steps": list(steps)}:
            pass
        case _:
            raise WrongPlan(_("This journey cannot be read."))
    if on not in BEGINNINGS:
        raise WrongPlan(_("This journey begins with something that is not known here any more."))
    clean = [_read_step(step, 1) for step in steps]
    ids = [step["id"] for step in _flat(clean)]
    if len(ids) > MOST_STEPS:
        raise WrongPlan(_("A journey has at most %(n)d steps. Leave some out.") % {"n": MOST_STEPS})
    if len(set(ids)) < len(ids):
        raise WrongPlan(_("This journey cannot be read."))
    return {
        "begins": {"on": on, "with": _values(BEGINNINGS[on].fields, given, "")},
        "steps": clean,
        "goal": _goal(data.get("goal")),
        "days": _number(data.get("days", 90), 1),
        "again_after": _number(data.get("again_after", 0), 0),
    }


def _read_step(step: Any, depth: int) -> dict[str, Any]:
    match step:
        case {"id": str(name), "do": str(do), "with": dict(given)} if _ID.match(name):
            pass
        case _:
            raise WrongPlan(_("This journey cannot be read."))
    if do not in KINDS:
        raise WrongPlan(_("This step is not known here any more. Take it out."), name)
    kind = KINDS[do]
    clean: dict[str, Any] = {"id": name, "do": do, "with": _values(kind.fields, given, name)}
    ways = step.get("ways") or {}
    if not isinstance(ways, dict):
        raise WrongPlan(_("This journey cannot be read."), name)
    known = kind.ways_of(clean["with"])
    if any(ways[way] for way in set(ways) - set(known)):
        raise WrongPlan(_("A way of this step is there no more. Take out the steps that stand on it."), name)
    if known:
        if depth > DEEPEST:
            raise WrongPlan(_("Ways part at most three times in a row."), name)
        clean["ways"] = {way: [_read_step(one, depth + 1) for one in _list(ways.get(way))] for way in known}
    return clean


def _list(steps: object) -> list[object]:
    if steps is None:
        return []
    if not isinstance(steps, list):
        raise WrongPlan(_("This journey cannot be read."))
    return steps


def _flat(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        for way in step.get("ways", {}).values():
            yield from _flat(way)


def _values(fields: Mapping[str, Any], given: dict[str, Any], step: str) -> dict[str, Any]:
    if set(given) - set(fields):
        raise WrongPlan(_("This journey cannot be read."), step)
    try:
        return {name: deepcopy(one).clean(given.get(name)) for name, one in fields.items()}
    except (ValidationError, WrongRule) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise WrongPlan(words, step) from error


def _goal(rule: object) -> Rule | None:
    if rule is None:
        return None
    try:
        return read_rule(rule)
    except WrongRule as error:
        raise WrongPlan(str(error)) from error


def _number(value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LONGEST_DAYS:
        raise WrongPlan(_("Give a number of days from %(least)d to %(most)d.") % {"least": least, "most": LONGEST_DAYS})
    return value


def plan_of(data: dict[str, Any]) -> Plan:
    """A plan that was read before, ready to run."""
    return Plan(
        data["begins"]["on"], data["begins"]["with"], _steps(data["steps"]),
        data["goal"], data["days"], data["again_after"],
    )  # fmt: skip


def _steps(steps: list[dict[str, Any]]) -> tuple[Step, ...]:
    # PostgreSQL keeps objects in an order of its own: the ways stand in that of their kind.
    return tuple(
        Step(
            one["id"], one["do"], one["with"],
            {way: _steps(one["ways"][way]) for way in KINDS[one["do"]].in_order(one.get("ways", ()))},
        )
        for one in steps
    )  # fmt: skip
