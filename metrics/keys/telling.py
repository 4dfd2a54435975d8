"""Numbers as another system reads them: what the pages tell, and nothing that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.spaces.models import Space
from metrics.keys.asking import Asked, Refused
from metrics.measures.reading import scores
from metrics.measures.sheet import plain
from metrics.measures.side_by_side import scores_of_spaces
from metrics.measures.withholding import LEAST
from metrics.scoreboard.board import last_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from members.profiles.models import Member
    from metrics.measures.measure import Measure
    from metrics.measures.reading import Reading, Week

type Told = dict[str, object]


def everything(asked: Asked) -> Told:
    """Every measure of the community or of a space. Three queries."""
    end = _end(asked)
    found = scores(asked.cut, asked.days, end) if end else {}
    return _period(asked, end) | {"space": _space(asked.space), "measures": _all(found.values())}


def side_by_side(asked: Asked, viewer: Member) -> Told:
    """Every measure of every space that the viewer may know of, in their order. Four queries, however many they are."""
    end = _end(asked)
    places = list(Space.objects.visible_to(viewer).filter(deleted_at=None).order_by("position", "pk"))
    found = scores_of_spaces([place.pk for place in places], asked.days, end) if end else {}
    rows = [{"space": _space(place), "measures": _all(found.get(place.pk, {}).values())} for place in places]
    return _period(asked, end) | {"spaces": rows}


def one(measure: Measure, asked: Asked) -> Told:
    """Twelve weeks of a measure, with what it means. Three queries. Raises Refused where it says nothing of a space."""
    if asked.space is not None and not measure.has_spaces:
        raise Refused("This measure says nothing of one space.")
    end = _end(asked)
    reading = scores(asked.cut, asked.days, end, keys=[measure.key]).get(measure.key) if end else None
    told: Told = {
        "space": _space(asked.space), "key": measure.key, "name": str(measure.name),
        "question": str(measure.question), "definition": str(measure.definition),
    }  # fmt: skip
    more: Told = _measure(reading) if reading else {}
    weeks = [_week(week) for week in reading.weeks] if reading else []
    owner = reading.owner.pk if reading and reading.owner else None
    return _period(asked, end) | told | more | {"owner": owner, "weeks": weeks}


def _end(asked: Asked) -> date | None:
    """The last day of which all numbers are there; None before the first night. One query."""
    last = last_whole(asked.days)
    return last[0] if last else None


def _period(asked: Asked, end: date | None) -> Told:
    return {"days": asked.days, "end": end.isoformat() if end else None}


def _space(space: Space | None) -> Told | None:
    return {"slug": space.slug, "name": space.name} if space else None


def _all(readings: Iterable[Reading]) -> list[Told]:
    return [_measure(reading) for reading in readings]


def _measure(reading: Reading) -> Told:
    """One number; of one that is withheld the reading itself knows nothing (metrics/measures/reading.py)."""
    return {
        "key": reading.measure.key, "name": str(reading.measure.name), "unit": reading.measure.unit.value,
        "value": _number(reading.value), "before": _number(reading.before), "target": _number(reading.target),
        "direction": reading.measure.direction.value, "state": reading.state.value, "least_people": LEAST,
        "withheld": reading.is_withheld,
    }  # fmt: skip


def _week(week: Week) -> Told:
    numbers = {"value": week.value, "counted": week.top, "out_of": None if week.is_withheld else week.of}
    return {"end": week.end.isoformat(), **{name: _number(it) for name, it in numbers.items()},
            "withheld": week.is_withheld}  # fmt: skip


def _number(value: float | None) -> float | None:
    return None if value is None else plain(value)
