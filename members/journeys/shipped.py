"""Journeys that come with Talkoot: drafts to begin with, in the words of the language they are taken over in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from members.segments.predicates import Said

type Step = dict[str, Any]

POSTED: dict[str, Any] = {"is": "did", "with": {"verb": "post.created", "times": 1, "days": 365}}


@dataclass(frozen=True)
class Shipped:
    """One of them."""

    name: Said
    purpose: Said
    plan: Callable[[], dict[str, Any]]


def _step(name: str, do: str, ways: dict[str, list[Step]] | None = None, **values: Any) -> Step:
    return {"id": name, "do": do, "with": values} | ({"ways": ways} if ways is not None else {})


def _message(name: str, subject: str, text: str) -> Step:
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
    later = _message("seventh", _("Shall somebody write to you?"), _(
        "Hi {name},\n\nthis is the last of these letters. If something keeps you from joining in, answer and say so: "
        "a person reads it."
    ))  # fmt: skip
    return {
        "begins": {"on": "verb", "with": {"verb": "member.joined"}},
        "steps": [
            _step("soon", "wait_hours", hours=1),
            hello,
            _step("three", "wait", days=3),
            _step("posted3", "if", {"yes": [_step("out3", "leave")], "no": [nudge]}, rule=POSTED),
            _step("four", "wait", days=4),
            _step("posted7", "if", {"yes": [_step("out7", "leave")], "no": [later]}, rule=POSTED),
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
        "steps": [_step("while", "wait_hours", hours=1), thanks],
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


SHIPPED: dict[str, Shipped] = {
    "welcome": Shipped(
        gettext_lazy("Welcome 0/3/7"),
        gettext_lazy("Hello within two hours; on day 3 and day 7 only those who have not posted."),
        _welcome,
    ),
    "first": Shipped(
        gettext_lazy("First contribution thanked"), gettext_lazy("Whoever posts for the first time is thanked."), _first
    ),
    "quiet": Shipped(
        gettext_lazy("Quiet regular"),
        gettext_lazy("Asks those who used to write whether something is missing."),
        _quiet,
    ),
}
