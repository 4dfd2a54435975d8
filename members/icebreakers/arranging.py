"""Saying what is asked, and in which order."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.icebreakers.asking import asked_and_held
from members.icebreakers.models import MOST, IceBreaker

if TYPE_CHECKING:
    from members.profiles.models import Member

_ARRANGED = ("words", "position", "removed_at", "removed_by")


@dataclass(frozen=True)
class Line:
    """A question as it is to be: its key, empty for one that is new, and its words."""

    key: str
    words: str


class TooMany(ValueError):
    """More questions than are asked; the text is a sentence for whoever asks."""


@transaction.atomic
def arrange(lines: Sequence[Line], *, by: Member, without: str = "") -> None:
    """Ask these in this order, and no more the one with the key `without`; what it was answered stays, out of sight.

    A question that was removed and is written again comes back with its answers. One that is not among the lines,
    because somebody else has just added it, stays at the end. Raises TooMany.
    """
    standing = {row.key: row for row in asked_and_held()}
    before = [(row.pk, row.said) for row in standing.values()]
    removed = standing.pop(without, None)
    if removed is not None:
        _take_away(removed, by)
    order = [row for line in lines if (not line.key or line.key != without) and (row := _reworded(standing, line))]
    order += [row for row in standing.values() if row not in order]
    if len(order) > MOST:
        raise TooMany(_("Ask at most %(most)d questions.") % {"most": MOST})
    for place, row in enumerate(order):
        row.position, row.removed_at, row.removed_by = place, None, None
        row.save(update_fields=_ARRANGED if row.pk else None)
    if [(row.pk, row.said) for row in order] != before:
        record("icebreakers.arranged", actor=by, asked=[row.pk for row in order])


def _take_away(row: IceBreaker, by: Member) -> None:
    row.removed_at, row.removed_by, row.position = timezone.now(), by, None
    row.save(update_fields=["removed_at", "removed_by", "position"])


def _reworded(standing: dict[str, IceBreaker], line: Line) -> IceBreaker | None:
    """The question of a line; None for one that somebody else has removed."""
    if not line.key:
        return _come_back(line.words) or IceBreaker(key=secrets.token_hex(8), words=line.words)
    row = standing.get(line.key)
    # One that comes with Talkoot keeps no words until somebody changes them: others read it in their language.
    if row is not None and row.said != line.words:
        row.words = line.words
    return row


def _come_back(words: str) -> IceBreaker | None:
    removed = IceBreaker.objects.filter(position=None).order_by("-removed_at")
    return next((row for row in removed if row.said.casefold() == words.casefold()), None)
