"""How far a newcomer is: the three actions in their order, which one is next, and how long the rest takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.spaces.models import Kind
from community.threads.models import Thread
from community.welcome.models import Action, WelcomeStep
from members.experiments.assigning import variant_of

if TYPE_CHECKING:
    from community.guides.models import Guide
    from members.profiles.models import Member

EXPERIMENT = "welcome_order"
"""Its variants are actions with hyphens between them, such as `interests-hello`; what is not named comes behind."""
MINUTES = {Action.HELLO: 2, Action.INTERESTS: 1, Action.USEFUL: 2}
BEGUN = {Kind.INTRO: Action.HELLO, Kind.QUESTION: Action.USEFUL}


@dataclass
class Card:
    """One action as the page draws it."""

    action: Action
    number: int
    is_done: bool = False
    is_skipped: bool = False
    is_open: bool = False
    thread: Thread | None = None
    guide: Guide | None = None

    @property
    def title(self) -> str:
        """What there is to do."""
        return str(self.action.label)

    @property
    def template(self) -> str:
        """What is drawn inside."""
        return f"community/welcome/_{self.action}.html"


@dataclass(frozen=True)
class Progress:
    """All three."""

    cards: list[Card]

    @property
    def settled(self) -> int:
        """How many are done or skipped."""
        return sum(card.is_done or card.is_skipped for card in self.cards)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.settled == len(self.cards)

    @property
    def has_left_out(self) -> bool:
        """Whether something was skipped that can still be done."""
        return any(card.is_skipped for card in self.cards)

    @property
    def open(self) -> Card | None:
        """The one that is to be done now."""
        return next((card for card in self.cards if card.is_open), None)

    @property
    def words(self) -> str:
        """1 of 3 done, about 3 minutes left."""
        done = _("%(count)d of %(all)d done") % {"count": self.settled, "all": len(self.cards)}
        left = sum(MINUTES[card.action] for card in self.cards if not (card.is_done or card.is_skipped))
        if not left:
            return done
        time = ngettext("about %(count)d minute left", "about %(count)d minutes left", left) % {"count": left}
        return f"{done} · {time}"


def order_for(member: Member) -> list[Action]:
    """The three actions as this member gets them: by their variant of the experiment, if it runs."""
    named = [Action(word) for word in (variant_of(EXPERIMENT, member) or "").split("-") if word in Action.values]
    return list(dict.fromkeys([*named, *Action]))


def progress_of(member: Member, wanted: str = "") -> Progress:
    """How far this member is; `wanted` is the action to have open, as long as it is not done."""
    rows = WelcomeStep.objects.filter(member=member).select_related("thread__space", "guide")
    steps = {step.action: step for step in rows}
    done = {action for action, step in steps.items() if step.done_at is not None}
    begun = {} if done.issuperset(BEGUN.values()) else _begun_elsewhere(member)
    cards = []
    for number, action in enumerate(order_for(member), start=1):
        card = Card(action, number)
        if (step := steps.get(action)) is not None:
            card.is_done, card.is_skipped = step.done_at is not None, step.skipped_at is not None
            card.thread, card.guide = step.thread, step.guide
        if not card.is_done and action in begun:
            card.is_done, card.is_skipped, card.thread = True, False, begun[action]
        cards.append(card)
    asked = next((card for card in cards if card.action == wanted and not card.is_done), None)
    now = asked or next((card for card in cards if not (card.is_done or card.is_skipped)), None)
    if now is not None:
        now.is_open = True
    return Progress(cards)


def _begun_elsewhere(member: Member) -> dict[Action, Any]:
    """What the member wrote that counts, whether or not it was noted by now; the first of each."""
    threads = Thread.objects.filter(author=member, deleted_at=None, kind__in=list(BEGUN))
    threads = threads.select_related("space")
    return {BEGUN[Kind(thread.kind)]: thread for thread in threads.order_by("-created_at", "-pk")[:20]}
