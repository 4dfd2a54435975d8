"""A marked vote as it was sent: what it chooses, or what is wrong with it, with every mark kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.polls.models import Kind
from config.lib.numbers import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

    from community.polls.models import Poll, PollOption


@dataclass
class Marked:
    """Marks by place: 1 for chosen, or the number in an order."""

    marks: dict[int, int] = field(default_factory=dict)
    problem: str = ""

    @property
    def choices(self) -> list[int]:
        """The places, in the order of their numbers."""
        return sorted(self.marks, key=lambda place: (self.marks[place], place))


def marks_of(choices: Sequence[int], kind: str) -> dict[int, int]:
    """The marks a vote was made with."""
    return {place: number if kind == Kind.RANKED else 1 for number, place in enumerate(choices, 1)}


def read_marks(poll: Poll, options: Sequence[PollOption], data: QueryDict) -> Marked:
    """What a sent form says. Options are named by their id, so that an old page never votes for other words."""
    places = {str(option.pk): option.place for option in options}
    if poll.kind == Kind.RANKED:
        return _ranked(places, data)
    sent = data.getlist("choice")
    marked = Marked({places[value]: 1 for value in sent if value in places})
    most = 1 if poll.kind == Kind.SINGLE else poll.most or len(options)
    if any(value not in places for value in sent):
        marked.problem = _("The poll was changed in the meantime. These are its options now.")
    elif not marked.marks:
        marked.problem = _("Choose an option.") if most == 1 else _("Choose at least one option.")
    elif len(marked.marks) > most:
        words = ngettext("Choose one option.", "Choose at most %(most)d options.", most)
        marked.problem = words % {"most": most}
    return marked


def _ranked(places: dict[str, int], data: QueryDict) -> Marked:
    sent = {name.removeprefix("rank-"): str(data[name]).strip() for name in data if name.startswith("rank-")}
    marked = Marked()
    for value, number in sent.items():
        if value not in places:
            marked.problem = _("The poll was changed in the meantime. These are its options now.")
        elif 0 < (place := whole_number(number, 4) or 0) <= len(places):
            marked.marks[places[value]] = place
        elif number:
            marked.problem = marked.problem or _("Use one of the offered numbers.")
    numbers = list(marked.marks.values())
    twice = next((number for number in sorted(numbers) if numbers.count(number) > 1), None)
    if twice is not None:
        words = _("Two options are number %(number)d. Give each a number of its own.")
        marked.problem = marked.problem or words % {"number": twice}
    elif not numbers:
        marked.problem = marked.problem or _("Give at least one option a number, 1 for the one you want most.")
    return marked
