"""Acts on pilots, which the table does not know."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from members.profiles.models import Member
from programs.pilots.models import Pilot, PilotAnswer, PilotSeat, PilotTask, Stands
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.piloted import DAYS, a_pilot, asking, begins, inside, says
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
PEOPLE = frozenset({"new_member", "member", "trusted_member", "mentor", "space_host", "another_member", "moderator"})
"""Those who are neither managers nor silenced or suspended."""
NOBODY: frozenset[str] = frozenset()
ROWS: tuple[type[Model], ...] = (Pilot, PilotAnswer, PilotSeat, PilotTask)
OF_ONE, OF_SEAT, OF_TASK = ("pilot",), ("pilot", "seat"), ("task",)


def _rows() -> list[Any]:
    return [list(model._base_manager.order_by("pk").values()) for model in ROWS]


def _stands(stands: Stands) -> Callable[[Any, Member, Member], None]:
    def put(pilot: Any, person: Member, by: Member) -> None:
        if stands == Stands.IN:
            inside(pilot, person, by=by)
            return
        PilotSeat.objects.create(occurrence=pilot, member=person, stands=stands)

    return put


def _said(pilot: Any, person: Member, by: Member) -> None:
    inside(pilot, person, by=by)
    says(pilot, person, 1)


def _act(
    name: str, only: frozenset[str], args: tuple[str, ...], data: dict[str, Any] | None = None, *, address: str = "",
    mine: Callable[[Any, Member, Member], None] | None = None, of_others: Stands = Stands.ASKED, over: bool = False,
) -> None:  # fmt: skip
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        manager, person = village.member("community_manager"), village.people[role]
        pilot = a_pilot(manager, village.open_space, day=2)
        other = a_member()
        seat = inside(pilot, other, by=manager) if of_others == Stands.IN else asking(pilot, other)
        if mine is not None and isinstance(person, Member) and role in only:
            mine(pilot, person, manager)
        if over:
            begins(pilot, day=DAYS + 1)
        task = PilotTask.objects.filter(occurrence=pilot, day=1).get()
        values = {"pilot": pilot.pk, "seat": seat.pk, "task": task.pk}
        said = {"handle": a_member().handle} | (data or {})
        return Attempt(reverse(address or name, args=[values[each] for each in args]), said, _rows)


DONE, WHOLE = {"outcome": "done"}, {"rating": "4"}
_act("pilot_ask", PEOPLE | MANAGERS, OF_ONE)
_act("pilot_withdraw", PEOPLE, OF_ONE, mine=_stands(Stands.ASKED))
_act("pilot_join", PEOPLE, OF_ONE, mine=_stands(Stands.INVITED))
_act("pilot_join_uninvited", NOBODY, OF_ONE, address="pilot_join")
_act("pilot_refuse", PEOPLE, OF_ONE, mine=_stands(Stands.INVITED))
_act("pilot_leave", PEOPLE, OF_ONE, mine=_stands(Stands.IN))
_act("pilot_task", PEOPLE, OF_TASK, DONE, mine=_stands(Stands.IN))
_act("pilot_task_outside", NOBODY, OF_TASK, DONE, address="pilot_task")
_act("pilot_task_undo", PEOPLE, OF_TASK, mine=_said)
_act("pilot_feedback", PEOPLE, OF_ONE, WHOLE, mine=_stands(Stands.IN))
_act("pilot_feedback_outside", NOBODY, OF_ONE, WHOLE, address="pilot_feedback")
_act("pilot_invite", MANAGERS, OF_ONE)
_act("pilot_accept", MANAGERS, OF_SEAT)
_act("pilot_decline", MANAGERS, OF_SEAT, {"words": "Another time."})
_act("pilot_out", MANAGERS, OF_SEAT, {"words": "Another time."}, of_others=Stands.IN)
_act("pilot_task_add", MANAGERS, OF_ONE, {"day": "3", "title": "One more"})
_act("pilot_task_edit", MANAGERS, OF_TASK, {"day": "3", "title": "In other words"})
_act("pilot_task_remove", MANAGERS, OF_TASK)
_act("pilot_report", MANAGERS, OF_ONE, {"report": "It went well.", "edition": "0"}, over=True)
_act("pilot_report_draft", MANAGERS, OF_ONE, {"edition": "0"}, over=True)
_act("pilot_report_publish", MANAGERS, OF_ONE, {"report": "Well.", "edition": "0", "whom": "group"}, over=True)
