"""Acts of the team on tasks, stages and experiments, which the table does not know."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.experiments.models import Experiment
from members.segments.models import Segment
from members.stages.models import StageRule, Standing
from members.stages.setting import move
from tests.authz.acts import Attempt, act
from tests.authz.segment_acts import MANAGERS
from tests.factories import a_member
from tests.visibility.village import Village

TEAM = MANAGERS | {"moderator"}


def _tasks() -> list[Any]:
    return list(Duty.objects.order_by("pk").values_list("pk", "owner", "done_at"))


def _experiments() -> list[Any]:
    return list(Experiment.objects.order_by("pk").values_list("key", "started_at", "stopped_at"))


def _standings() -> list[Any]:
    return list(Standing.objects.order_by("pk").values_list("pk", "stage", "ruled"))


@act("ask_for_a_task", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("task_ask"), {"kind": "review", "note": "Look at it", "submission": "one"}, _tasks)


def _on_a_task(name: str, only: frozenset[str], prepare: Callable[[Duty, Village], object]) -> None:
    """An act on a task that the owner has, or after `prepare` nobody has, or that is done."""

    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        owner = village.member("admin")
        duty = ask_somebody("greet", a_member(), key="authz", to=owner, by=owner)
        prepare(duty, village)
        return Attempt(reverse(name, args=[duty.pk]), {"owner": village.member("community_manager").pk}, _tasks)


_on_a_task("task_take", TEAM, lambda duty, village: duty.give_back(by=None))
_on_a_task("task_give", MANAGERS, lambda duty, village: None)
_on_a_task("task_give_back", MANAGERS, lambda duty, village: None)
_on_a_task("task_finish", MANAGERS, lambda duty, village: None)
_on_a_task("task_reopen", MANAGERS, lambda duty, village: duty.finish(by=village.member("admin")))


@act("stages_rule", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    segment = Segment.create("Asked here", {"is": "has_line", "with": {}}, by=village.member("admin"))
    state = lambda: list(StageRule.objects.values_list("stage", "segment"))  # noqa: E731
    return Attempt(reverse("stages_rule"), {"activated": segment.pk}, state)


@act("stages_set", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"stage": "advocating", "reason": "Brought the choir"}
    return Attempt(reverse("stages_set", args=[a_member().handle]), sent, _standings)


@act("stages_left_to_rules", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    guest = a_member()
    move(guest, "advocating", by=village.member("admin"), why="Brought the choir")
    return Attempt(reverse("stages_left_to_rules", args=[guest.handle]), {}, _standings)


@act("experiment_define", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"name": "Two", "key": "two", "held_out": "0", "variants": "short\nlong"}
    return Attempt(reverse("experiment_define"), sent, _experiments)


@act("experiment_start", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("experiment_start", args=[Experiment.objects.get().pk]), {}, _experiments)


@act("experiment_stop", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    found = Experiment.objects.get()
    found.start(by=village.member("admin"))
    return Attempt(reverse("experiment_stop", args=[found.pk]), {}, _experiments)
