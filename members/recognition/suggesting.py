"""Badges that a community may want; each is taken over with a press, and tried before anybody is given it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.recognition.badges import Badge
from members.segments.fields import EVER, IN_THE_OPEN
from members.segments.models import Segment
from members.segments.predicates import Said
from members.segments.rules import Rule

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Suggestion:
    """A badge as it is shipped."""

    key: str
    name: Said
    description: Said
    icon: str
    rule: Rule | None = None
    """None: it is given by hand."""


def _wrote(key: str, times: int, since: int = EVER, **more: Any) -> Rule:
    return {"is": key, "with": {"space": IN_THE_OPEN, "times": times, "since": since, **more}}


def _here(days: int) -> Rule:
    return {"is": "joined_before", "with": {"days": days}}


SUGGESTIONS = {
    one.key: one
    for one in (
        Suggestion("first-reply", _("First reply"), _("Wrote a first reply."), "message-circle", _wrote("replied", 1)),
        Suggestion(
            "first-answer", _("First answer"), _("Wrote an answer that was accepted."), "circle-check",
            _wrote("answered", 1),
        ),
        Suggestion(
            "problem-solver", _("Problem solver"), _("Wrote ten answers that were accepted."), "lightbulb",
            _wrote("answered", 10),
        ),
        Suggestion(
            "good-question", _("Curious"), _("Asked five questions that everybody can learn from."), "circle-help",
            _wrote("started", 5, kind="question"),
        ),
        Suggestion(
            "starter", _("Gets things going"), _("Started ten threads."), "flag", _wrote("started", 10, kind="any")
        ),
        Suggestion(
            "regular", _("Regular"), _("Wrote a hundred replies."), "star", _wrote("replied", 100)
        ),
        Suggestion(
            "appreciated", _("Appreciated"), _("Was thanked by ten different members."), "heart",
            {"is": "thanked", "with": {"times": 10, "since": EVER}},
        ),
        Suggestion(
            "year", _("One year here"), _("Joined a year ago, and still writes."), "calendar-days",
            {"all": [_here(365), _wrote("replied", 1, 90)]},
        ),
        Suggestion(
            "founder", _("Founding member"), _("Was here when the community was built, and helped to build it."),
            "door-open",
        ),
        Suggestion(
            "host", _("Host"), _("Ran a meeting that others came to."), "hand-heart",
        ),
    )
}  # fmt: skip


@transaction.atomic
def take_over(suggestion: Suggestion, *, by: Member) -> Badge:
    """Make a badge of a suggestion, with a segment of its own; nobody is given it yet.

    Raises IntegrityError where a badge or a segment has its name.
    """
    name = str(suggestion.name)
    said = {"name": name, "description": str(suggestion.description), "icon": suggestion.icon}
    segment = None
    if suggestion.rule is not None:
        segment = Segment.create(name, suggestion.rule, by=by, purpose=str(_("Who is given the badge of this name")))
    return Badge.create(segment=segment, by=by, **said)


def left() -> list[Suggestion]:
    """Those whose name no badge has."""
    taken = {name.lower() for name in Badge.objects.filter(retired_at=None).values_list("name", flat=True)}
    return [one for one in SUGGESTIONS.values() if str(one.name).lower() not in taken]
