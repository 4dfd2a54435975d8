"""The fields that sentences are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_DAYS = 3650
MOST_TIMES = 1000
WORD_LENGTH = 60
EVER = 0
IN_THE_OPEN = -1
"""As a space: any that all members can read."""

SINCE = [
    (EVER, _("at any time")),
    (1, _("in the last 24 hours")),
    (7, _("in the last 7 days")),
    (14, _("in the last 14 days")),
    (30, _("in the last 30 days")),
    (60, _("in the last 60 days")),
    (90, _("in the last 90 days")),
    (180, _("in the last 180 days")),
    (365, _("in the last year")),
]


def days(initial: int = 30, *, least: int = 1) -> forms.IntegerField:
    """So many days, up to ten years."""
    return forms.IntegerField(label=_("Days"), min_value=least, max_value=LONGEST_DAYS, initial=initial)


def times(initial: int = 1) -> forms.IntegerField:
    """How often, at least once."""
    return forms.IntegerField(label=_("How often"), min_value=1, max_value=MOST_TIMES, initial=initial)


def since() -> forms.TypedChoiceField:
    """How recently, or ever; `from_when` understands it."""
    return forms.TypedChoiceField(label=_("How recently"), choices=SINCE, coerce=int, initial=EVER)


def word(label: Any) -> forms.CharField:
    """A few characters."""
    return forms.CharField(
        label=label,
        max_length=WORD_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def one_of(label: Any, choices: Callable[[], Iterable[tuple[Any, Any]]], *, number: bool = False) -> forms.ChoiceField:
    """One of some choices, asked for each time they are needed; `number`: they are ids."""
    problem = {"invalid_choice": _("What stood here is gone, or never was. Choose something else.")}
    if number:
        return forms.TypedChoiceField(label=label, choices=choices, coerce=int, error_messages=problem)
    return forms.ChoiceField(label=label, choices=choices, error_messages=problem)


@dataclass(frozen=True)
class Offered:
    """Choices of which the first are always there, so that their words need no question."""

    first: dict[Any, Any]
    more: Callable[[], Iterable[tuple[Any, Any]]]

    def __call__(self) -> list[tuple[Any, Any]]:
        """All of them."""
        return [*self.first.items(), *self.more()]


def options(field: forms.ChoiceField) -> list[tuple[str, str]]:
    """What can be chosen at this moment: values as forms send them, and words."""
    choices: Any = field.choices
    return [(str(value), str(words)) for value, words in choices]


def from_when(column: str, chosen: int, now: datetime) -> dict[str, datetime]:
    """The condition that a moment is as recent as `since` says; none for ever."""
    return {} if chosen == EVER else {f"{column}__gte": now - timedelta(days=chosen)}
