"""Plans for tests, said shortly."""

from datetime import UTC, datetime
from typing import Any

from members.journeys.beginning import begin
from members.journeys.models import Journey, Run
from members.profiles.models import Member

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)
"""A Wednesday; everybody in the tests lives in UTC unless said otherwise."""
POSTED = {"is": "did", "with": {"verb": "post.created", "times": 1, "days": 365}}


def step(name: str, do: str, ways: dict[str, list[dict[str, Any]]] | None = None, **values: Any) -> dict[str, Any]:
    """One step."""
    return {"id": name, "do": do, "with": values} | ({"ways": ways} if ways is not None else {})


def tells(name: str = "m1", subject: str = "Hello {name}", by: str = "both", **more: Any) -> dict[str, Any]:
    """A step that says something."""
    text = "Good to have **you**, {name}."
    values: dict[str, Any] = {"subject": subject, "text": text, "by": by, "host": 0} | more
    return step(name, "message", None, **values)


def plan(*steps: dict[str, Any], on: str = "hand", **more: Any) -> dict[str, Any]:
    """A plan; `values` go to how it begins."""
    values = more.pop("values", {})
    return {"begins": {"on": on, "with": values}, "steps": list(steps)} | more


def a_journey(*steps: dict[str, Any], name: str = "Welcome", **more: Any) -> Journey:
    """A journey that runs."""
    journey = Journey.create(name, plan(*steps, **more))
    journey.publish()
    return journey


def put_in(journey: Journey, member: Member, at: datetime = NOON) -> Run:
    """Somebody who began at a moment."""
    assert begin(journey, Member.objects.get_queryset().filter(pk=member.pk), cause="hand", at=at) == 1
    run: Run = Run.objects.get(journey=journey, member=member, ended_at=None)
    return run
