"""Who is told of what waits for a second moderator, of what became of it, and of a case they were given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from moderation.review.decisions import Decision
from moderation.seconding.announcing import NUMBER, SECOND_WANTED, Given, Proposals
from moderation.seconding.whom import seconds

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

PROPOSALS, GIVEN = Proposals(), Given()
SETTLED = ("decision.made", "decision.declined", "decision.undone", "decision.reversed", "decision.back_declined")


class SecondWanted(Notice):
    """Another moderator has to agree to something, and I may."""

    key = SECOND_WANTED
    setting = "second"
    label = _("For the team: what waits for a second moderator, and cases you are given")
    words = ngettext_lazy(
        "%(who)s needs a second moderator to agree", "%(who)s need a second moderator to agree", "people"
    )
    why = _("You may agree, and you are on duty, or nobody who may is.")
    icon = "users"
    by_mail = every_time = True
    surface = PROPOSALS
    verbs: ClassVar[tuple[str, ...]] = ("decision.proposed", "decision.back_asked")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who is on duty and may agree; all who may if nobody is."""
        return {member.pk for member in seconds(happening.thing)}

    def bundle(self, happening: Happening) -> str:
        """All that waits is told in one row."""
        return "second"


class SecondAgreed(Notice):
    """Another moderator agreed to what I proposed."""

    key = "second_agreed"
    setting, label = SecondWanted.setting, SecondWanted.label
    words = ngettext_lazy("%(who)s agreed to your proposal", "%(who)s agreed to your proposals", "people")
    why = _("You proposed it.")
    icon = "check"
    every_time = True
    surface = PROPOSALS
    verbs: ClassVar[tuple[str, ...]] = ("decision.made", "decision.reversed")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever proposed it, or wanted it taken back."""
        decision: Decision = happening.thing
        if activity.verb == "decision.made":
            return [decision.decided_by_id] if decision.second_by_id and decision.decided_by_id else []
        agreed = [one.asked_by_id for one in decision.take_backs.filter(is_agreed=True).order_by("-pk")[:1]]
        return [member for member in agreed if member is not None]


class SecondDeclined(SecondAgreed):
    """Another moderator did not agree to what I proposed."""

    key = "second_declined"
    words = ngettext_lazy("%(who)s did not agree to your proposal", "%(who)s did not agree to your proposals", "people")
    icon = "x"
    verbs = ("decision.declined", "decision.back_declined")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever proposed it, or wanted it taken back; not if they asked no more by themselves."""
        if activity.facts.get("own"):
            return []
        decision: Decision = happening.thing
        if activity.verb == "decision.declined":
            return [decision.decided_by_id] if decision.decided_by_id else []
        asked = [one.asked_by_id for one in decision.take_backs.order_by("-pk")[:1]]
        return [member for member in asked if member is not None]


class CaseGiven(Notice):
    """Somebody gave me a case."""

    key = "case_given"
    setting, label = SecondWanted.setting, SecondWanted.label
    words = ngettext_lazy("%(who)s gave you a case", "%(who)s gave you cases", "people")
    why = _("The case is yours now.")
    icon = "user-check"
    by_mail = every_time = True
    surface = GIVEN
    verbs: ClassVar[tuple[str, ...]] = ("case.assigned",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever has it now."""
        return [happening.thing.assigned_to_id]

    def bundle(self, happening: Happening) -> str:
        """All one was given is told in one row."""
        return "given"


KINDS: list[type[Notice]] = [SecondWanted, SecondDeclined, SecondAgreed, CaseGiven]
for kind in KINDS:
    register(kind())


@subscribe(*PROPOSALS.verbs, *GIVEN.verbs, name="moderation.second_notices")
def tell_of_seconds(activity: Activity) -> None:
    """Tells whoever may agree, whoever proposed, and whoever was given a case."""
    tell(activity)


@subscribe(*SETTLED, name="moderation.second_notices_taken_back")
def forget_settled(activity: Activity) -> None:
    """Takes proposals that are settled out of notices nobody has seen yet."""
    take_back(NUMBER, activity.subject_id or 0, [SecondWanted.key])


@subscribe("case.assigned", "decision.made", name="moderation.given_notices_taken_back")
def forget_given(activity: Activity) -> None:
    """Takes cases that are somebody else's now, or decided, out of notices nobody has seen yet."""
    case = activity.subject_id if activity.verb == "case.assigned" else activity.facts.get("case")
    keep = activity.facts.get("member") if activity.verb == "case.assigned" else None
    if keep is None:
        take_back(NUMBER, int(case or 0), [CaseGiven.key])
