"""Acts on spotlights and celebrations, which the table does not know."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from members.recognition.thanks import Thanks
from programs.celebrations.models import Celebration, CelebrationRule, What
from programs.celebrations.noting import celebrate
from programs.spotlights.agreeing import accept, write
from programs.spotlights.models import Spotlight, SpotlightVersion
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.spotlights.shown import ANSWERS, a_date, agreed, asked
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
MEMBERS = frozenset(
    {
        "new_member", "member", "trusted_member", "mentor", "space_host", "another_member", "moderator",
        "community_manager", "admin",
    }
)  # fmt: skip
"""Who can be asked: everybody who is neither silenced nor suspended."""
ROWS: tuple[type[Model], ...] = (Spotlight, SpotlightVersion, Celebration, CelebrationRule, Thanks)


def _rows() -> list[Any]:
    return [list(model._base_manager.order_by("pk").values()) for model in ROWS]


def _one(village: Village, role: str, only: frozenset[str], ready: str) -> int:
    """A date with somebody: whoever acts, where they may be asked, else somebody else."""
    manager, person = village.member("community_manager"), village.people[role]
    occurrence = a_date(manager, village.open_space)
    if ready == "nobody":
        return int(occurrence.pk)
    Spotlight.objects.filter(member=person.pk or 0).delete()  # somebody of the village was shown before
    who = person if isinstance(person, Member) and role in only and only != MANAGERS else a_member()
    if ready == "agreed":
        agreed(occurrence, who, by=manager)
        return int(occurrence.pk)
    one = asked(occurrence, who, by=manager)
    if ready in ("accepted", "sent"):
        accept(one, by=who)
    if ready == "sent":
        write(one, ANSWERS, edition=1, by=who, send=True)
    return int(occurrence.pk)


def _act(name: str, only: frozenset[str], ready: str, data: dict[str, Any]) -> None:
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        said = data | ({"handle": a_member().handle} if name == "spotlight_ask" else {})
        return Attempt(reverse(name, args=[_one(village, role, only, ready)]), said, _rows)


_act("spotlight_ask", MANAGERS, "nobody", {"questions": "Why?"})
_act("spotlight_edit", MANAGERS, "sent", {"edition": 2, "answer0": "Other words", "answer1": ""})
_act("spotlight_call_back", MANAGERS, "sent", {})
_act("spotlight_answer", MEMBERS, "asked", {"says": "yes"})
_act("spotlight_write", MEMBERS, "accepted", {"edition": 1, "answer0": "My words", "send": "yes"})
_act("spotlight_agree", MEMBERS, "sent", {"edition": 2})
_act("spotlight_badge", MEMBERS, "agreed", {"shows": "yes"})
_act("spotlight_withdraw", MEMBERS, "agreed", {})


@act("celebrations_rule", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("celebrations_rule"), {"thanks-is_on": "yes"}, _rows)


@act("celebration_thank", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    one = celebrate(a_member().pk, What.THANKS, 10, at=timezone.now())
    assert one is not None
    return Attempt(reverse("celebration_thank", args=[one.pk]), {}, _rows)
