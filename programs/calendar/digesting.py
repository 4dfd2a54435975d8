"""What is coming up, in the digest: the week to come, of what each reader sees."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.spaces.seeing import seen_by_each
from members.digest.sections import Piece, Readers, Section, register
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.digest.sections import Chosen

WITHIN = timedelta(days=8)
MOST, LOOKED_AT = 4, 200
type Rows = dict[int, list[Occurrence]]
"""Occurrences, by reader."""


def _seen(readers: Readers) -> dict[int, frozenset[int]]:
    return seen_by_each(list(readers.members.values()))


def _rows() -> Any:
    public = Program.objects.planned().filter(is_public=True, space__deleted_at=None)
    rows = Occurrence.objects.to_come().filter(program__in=public, starts_at__lt=timezone.now() + WITHIN)
    return rows.select_related("program__space").order_by("starts_at", "pk")


class ComingUp(Section[Rows]):
    """What begins within a week."""

    key: ClassVar = "coming"
    rank: ClassVar = 8
    place: ClassVar = 8
    title: ClassVar = gettext_lazy("Coming up")
    why: ClassVar = gettext_lazy("It is planned for this week, and you can take part.")
    counted: ClassVar = ngettext_lazy("%(count)d date", "%(count)d dates", "count")
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The next ones in spaces the reader sees, one of each program."""
        rows, seen = list(_rows()[:LOOKED_AT]), readers.once(_seen)
        firsts = list({row.program_id: row for row in reversed(rows)}.values())
        firsts.sort(key=lambda row: (row.starts_at, row.pk))
        return {
            pk: [row.pk for row in firsts if row.program.space_id is None or row.program.space_id in seen[pk]][:MOST]
            for pk in readers.members
        }

    def find(self, readers: Readers, chosen: Chosen) -> Rows:
        """By reader, those that still take place, where they still see them."""
        wanted = {number for numbers in chosen.values() for number in numbers}
        rows, seen = {row.pk: row for row in _rows().filter(pk__in=wanted)}, readers.once(_seen)
        found = {}
        for pk, numbers in chosen.items():
            there = [rows[number] for number in numbers if number in rows]
            found[pk] = [one for one in there if one.program.space_id is None or one.program.space_id in seen[pk]]
        return found

    def show(self, readers: Readers, chosen: Chosen, found: Rows) -> dict[int, list[Piece]]:
        """Each with its time in the reader's zone."""
        return {pk: [_piece(row, readers.members[pk].zone) for row in found[pk]] for pk in chosen if found[pk]}

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The first one."""
        return _("Coming up: %(title)s") % {"title": pieces[0].title}


def _piece(row: Occurrence, zone: Any) -> Piece:
    here, space = timezone.localtime(row.starts_at, zone), row.program.space
    row.thread = None  # none has begun, and the words of a thread have no place here
    return Piece(
        title=row.name,
        url=row.program.kind.url(row) or "/events/",
        meta=f"{date_format(here, 'WEEKDAY_FORMAT')}, {date_format(here, 'H:i')} · {row.program.kind.noun}",
        place=space.name if space is not None else "",
        hue=space.hue if space is not None else 0,
    )


register(ComingUp())
