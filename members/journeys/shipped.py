"""Journeys that come with Talkoot: drafts to begin with, in the words of the language they are taken over in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.journeys.models import Journey
from members.recognition.ladder import Step
from members.segments.models import Segment
from members.stages.models import Stage

if TYPE_CHECKING:
    from members.profiles.models import Member
    from members.segments.predicates import Said
    from members.segments.rules import Rule

type Planned = dict[str, Any]

POSTED: dict[str, Any] = {"is": "did", "with": {"verb": "post.created", "times": 1, "days": 365}}
POSTED_BEFORE: dict[str, Any] = {"is": "did", "with": {"verb": "post.created", "times": 2, "days": 3650}}
AMBASSADOR: dict[str, Any] = {"is": "level", "with": {"level": Step.AMBASSADOR.value}}
WENT_QUIET: dict[str, Any] = {
    "all": [
        {"is": "did", "with": {"verb": "post.created", "times": 5, "days": 365}},
        {"is": "away", "with": {"days": 21}},
    ]
}
ADVOCATES: dict[str, Any] = {"all": [{"is": "stage", "with": {"stage": Stage.ADVOCATING.value}}, {"not": AMBASSADOR}]}


@dataclass(frozen=True)
class Shipped:
    """One of them."""

    name: Said
    purpose: Said
    plan: Callable[[], dict[str, Any]]
    people: tuple[Said, Rule] | None = None
    """The segment it begins with, which is made where there is none of this name."""

    def take_over(self, name: str, purpose: str, *, by: Member) -> Journey:
        """A draft like it, in the words of the language that is spoken now. Raises IntegrityError for a taken name."""
        plan = self.plan()
        if self.people is not None:
            words, rule = self.people
            segment = Segment.objects.in_use().filter(name__iexact=str(words)).first()
            segment = segment or Segment.create(str(words), rule, by=by)
            plan["begins"] = {"on": "segment", "with": {"segment": segment.pk}}
        return Journey.create(name, plan, by=by, purpose=purpose or str(self.purpose))


def _step(name: str, do: str, ways: dict[str, list[Planned]] | None = None, **values: Any) -> Planned:
    return {"id": name, "do": do, "with": values} | ({"ways": ways} if ways is not None else {})


def _task(name: str, kind: str, hours: str, note: str) -> Planned:
    return _step(name, "task", kind=kind, to=0, hours=hours, note=note)


def _message(name: str, subject: str, text: str) -> Planned:
    return _step(name, "message", subject=subject, text=text, by="both", host=0)


def empty() -> dict[str, Any]:
    """Nothing yet."""
    return {"begins": {"on": "hand", "with": {}}, "steps": []}


def _welcome() -> dict[str, Any]:
    hello = _message("hello", _("Good to have you here, {name}"), _(
        "Hi {name},\n\nwelcome to {community}. Three small things to begin with:\n\n1. Say hello, a line is enough.\n"
        "2. Choose what you care about.\n3. Ask one question: somebody makes it theirs until it is answered."
    ))  # fmt: skip
    nudge = _message("third", _("One question, {name}?"), _(
        "Hi {name},\n\nmany begin with a question, however small. Nobody here minds.\n\n"
        "If you would rather look around first: that is fine too."
    ))  # fmt: skip
    person = _task(
        "seventh", "greet", "72", _("Here for a week, and has written nothing yet. Say hello in your own words.")
    )
    return {
        "begins": {"on": "verb", "with": {"verb": "member.joined"}},
        "steps": [
            _step("soon", "wait_hours", hours=1),
            hello,
            _step("three", "wait", days=3),
            _step("posted3", "if", {"yes": [_step("out3", "leave")], "no": [nudge]}, rule=POSTED),
            _step("four", "wait", days=4),
            _step("posted7", "if", {"yes": [_step("out7", "leave")], "no": [person]}, rule=POSTED),
        ],
        "goal": {"is": "did", "with": {"verb": "post.created", "times": 2, "days": 365}},
        "days": 14,
    }


def _first() -> dict[str, Any]:
    thanks = _message("thanks", _("Your first post"), _(
        "Hi {name},\n\nthank you for your first post in {community}. That is how this place grows: one by one."
    ))  # fmt: skip
    return {
        "begins": {"on": "verb", "with": {"verb": "post.created"}},
        "steps": [
            _step("before", "if", {"yes": [_step("out", "leave")], "no": []}, rule=POSTED_BEFORE),
            _step("while", "wait_hours", hours=1),
            thanks,
        ],
    }


def _quiet() -> dict[str, Any]:
    ask = _message("ask", _("It has been quiet, {name}"), _(
        "Hi {name},\n\nyou used to write here. Is there something we could do better, or is life just full? "
        "Either way: good to have had your words."
    ))  # fmt: skip
    return {
        "begins": {"on": "hand", "with": {}},
        "steps": [_step("ten", "wait_until", hour=10), ask],
        "goal": {"is": "did", "with": {"verb": "post.created", "times": 1, "days": 14}},
        "days": 30,
        "again_after": 180,
    }


def _ambassador() -> dict[str, Any]:
    hello = _message("invite", _("You bring people along, {name}"), _(
        "Hi {name},\n\nothers read {community} because of what you write and whom you bring. Would you like to speak"
        " for it where you live or work, with our help?\n\nAnswer with a line. If now is not the time, do nothing: it"
        " stays as it is."
    ))  # fmt: skip
    ask = _task(
        "talk", "follow_up", "168", _("Was asked to become an ambassador. Talk to them in person, and propose them.")
    )
    thanks = _message("thanks", _("Thank you for talking to us, {name}"), _(
        "Hi {name},\n\nwhoever becomes an ambassador gets a space with the others, a kit, and a person to ask."
    ))  # fmt: skip
    return {
        "begins": {"on": "hand", "with": {}},
        "steps": [
            _step("ten", "wait_until", hour=10),
            hello,
            _step("five", "wait", days=5),
            ask,
            _step("ten2", "wait", days=10),
            _step("level", "if", {"yes": [thanks], "no": [_step("out", "leave")]}, rule=AMBASSADOR),
        ],
        "days": 60,
        "again_after": 365,
    }


SHIPPED: dict[str, Shipped] = {
    "welcome": Shipped(
        gettext_lazy("Welcome 0/3/7"),
        gettext_lazy(
            "Hello within two hours; on day 3 a question to those who have not posted, on day 7 a task for a person."
        ),
        _welcome,
    ),
    "first": Shipped(
        gettext_lazy("First contribution thanked"), gettext_lazy("Whoever posts for the first time is thanked."), _first
    ),
    "quiet": Shipped(
        gettext_lazy("Quiet regular"),
        gettext_lazy("Asks those who used to write whether something is missing."),
        _quiet,
        (gettext_lazy("Regulars who went quiet"), WENT_QUIET),
    ),
    "ambassador": Shipped(
        gettext_lazy("Ambassador path"),
        gettext_lazy("Asks whoever brings others along, and lets a person talk to them."),
        _ambassador,
        (gettext_lazy("Advocates who are no ambassadors"), ADVOCATES),
    ),
}
