"""The survey that waits for a reader, in the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.spaces.seeing import seen_by_each
from members.digest.sections import Piece, Readers, Section, register
from programs.surveys.announcing import promise
from programs.surveys.models import Asked

if TYPE_CHECKING:
    from members.digest.sections import Chosen
    from members.profiles.models import Member

Rows = dict[int, Asked]
"""What asks each reader, by reader."""


def _seen(readers: Readers) -> dict[int, frozenset[int]]:
    return seen_by_each(list(readers.members.values()))


class WaitingSurvey(Section[Rows]):
    """What asks the reader, and closes first; none for who may not answer now."""

    key: ClassVar = "survey"
    rank: ClassVar = 5
    place: ClassVar = 3
    title: ClassVar = gettext_lazy("A few questions to you")
    why: ClassVar = gettext_lazy("You were asked, and it is open still.")
    counted: ClassVar = ngettext_lazy("%(count)d survey", "%(count)d surveys", "count")
    look: ClassVar = "you"
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The one that closes first, of what each sees."""
        return {pk: [row.occurrence_id] for pk, row in self._rows(readers).items()}

    def find(self, readers: Readers, chosen: Chosen) -> Rows:
        """Those that wait still."""
        rows = self._rows(readers)
        return {pk: row for pk, row in rows.items() if row.occurrence_id in chosen.get(pk, [])}

    def _rows(self, readers: Readers) -> Rows:
        waiting = Asked.objects.waiting().filter(member__in=list(readers.members))
        seen, found = readers.once(_seen), Rows()
        for row in waiting.select_related("occurrence__program__space", "occurrence__round").order_by(
            "-occurrence__ends_at", "-occurrence"
        ):
            space = row.occurrence.program.space_id
            is_seen = space is None or space in seen[row.member_id]
            if is_seen and not readers.members[row.member_id].is_silenced:
                found[row.member_id] = row
        return found

    def show(self, readers: Readers, chosen: Chosen, found: Rows) -> dict[int, list[Piece]]:
        """What it is, until when, and what becomes of an answer."""
        return {pk: [_piece(found[pk], readers.members[pk])] for pk in chosen if pk in found}


def _piece(row: Asked, reader: Member) -> Piece:
    until = date_format(localtime(row.occurrence.ends_at, reader.zone), "MONTH_DAY_FORMAT")
    space = row.occurrence.program.space
    return Piece(
        title=row.occurrence.name, url=reverse("survey", args=[row.occurrence_id]), quote=promise(row.occurrence.round),
        meta=_("Open until %(day)s") % {"day": until}, place=space.name if space else "",
        hue=space.hue if space else 0, action=_("Answer"),
    )  # fmt: skip


register(WaitingSurvey())
