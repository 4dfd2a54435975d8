"""The five levels: their names, and what is asked for each until the owner says otherwise."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.segments.fields import IN_THE_OPEN
from members.segments.predicates import Said
from members.segments.rules import Rule


class Step(models.IntegerChoices):
    """A level; each holds what those before it hold."""

    NEWCOMER = 1, _("Newcomer")
    ACTIVE = 2, _("Active")
    HELPER = 3, _("Helper")
    MENTOR = 4, _("Mentor")
    AMBASSADOR = 5, _("Ambassador")


EARNED = (Step.ACTIVE, Step.HELPER)
"""Reached as soon as the criteria are met."""
GIVEN = (Step.MENTOR, Step.AMBASSADOR)
"""Given by a manager to somebody who was nominated or applied, for a year at a time."""

ICONS = {
    Step.NEWCOMER: "door-open", Step.ACTIVE: "message-circle", Step.HELPER: "hand-heart", Step.MENTOR: "graduation-cap",
    Step.AMBASSADOR: "megaphone",
}  # fmt: skip

PURPOSES: dict[int, Said] = {
    Step.NEWCOMER: _("Everybody begins here. There is nothing to do for it."),
    Step.ACTIVE: _("Takes part again and again."),
    Step.HELPER: _("Others got further because of what they wrote."),
    Step.MENTOR: _("Looks after newcomers. Proposed by a member or by oneself, and given for a year."),
    Step.AMBASSADOR: _("Speaks for the community. Proposed by a member or by oneself, and given for a year."),
}


def _asked(key: str, **values: Any) -> Rule:
    return {"is": key, "with": values}


def _wrote(key: str, times: int, since: int) -> Rule:
    return _asked(key, space=IN_THE_OPEN, times=times, since=since)


def _thanked(times: int) -> Rule:
    return _asked("thanked", times=times, since=365)


SHIPPED: dict[int, Rule] = {
    Step.ACTIVE: {"all": [_asked("joined_before", days=7), _wrote("replied", 3, 90)]},
    Step.HELPER: {"all": [_wrote("replied", 15, 365), _wrote("answered", 3, 365)]},
    Step.MENTOR: {"all": [_asked("joined_before", days=90), _wrote("answered", 10, 365), _thanked(5)]},
    Step.AMBASSADOR: {"all": [_asked("joined_before", days=180), _wrote("answered", 25, 365), _thanked(10)]},
}
