"""This week's question, in the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from community.posts.models import Post
from community.spaces.seeing import seen_by_each
from members.digest.sections import Piece, Readers, Section, register
from programs.prompts.addresses import page_of
from programs.prompts.format import KEY
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.digest.sections import Chosen

MOST = 2
type Open = dict[int, list[Occurrence]]
"""The questions that are open, by reader."""


def _seen(readers: Readers) -> dict[int, frozenset[int]]:
    return seen_by_each(list(readers.members.values()))


def _open() -> Any:
    public = Program.objects.planned().filter(is_public=True, format=KEY, ended_at=None, space__deleted_at=None)
    rows = Occurrence.objects.filter(program__in=public, opened_at__isnull=False, ends_at__gt=timezone.now())
    there = rows.filter(
        thread__closed_at=None, thread__deleted_at=None, thread__held_at=None, thread__merged_into=None,
        thread__isnull=False,
    )  # fmt: skip
    return there.select_related("program__space", "thread__space").order_by("-starts_at", "pk")


class ThisWeek(Section[Open]):
    """Questions to everybody that the reader sees and has not answered."""

    key: ClassVar = "prompts"
    rank: ClassVar = 7
    place: ClassVar = 6
    title: ClassVar = gettext_lazy("This week’s question")
    why: ClassVar = gettext_lazy("It is open, and one line is an answer.")
    counted: ClassVar = ngettext_lazy("%(count)d question to all", "%(count)d questions to all", "count")
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The newest first."""
        return {pk: [one.pk for one in rows] for pk, rows in self._rows(readers, list(_open())).items()}

    def find(self, readers: Readers, chosen: Chosen) -> Open:
        """Those that are open still, where the reader still sees them and has not answered by now."""
        wanted = {number for numbers in chosen.values() for number in numbers}
        found = self._rows(readers, list(_open().filter(pk__in=wanted)))
        return {pk: [one for one in rows if one.pk in chosen.get(pk, [])] for pk, rows in found.items()}

    def _rows(self, readers: Readers, rows: list[Occurrence]) -> Open:
        mine = Post.objects.filter(thread__in=[one.thread_id for one in rows], author__in=list(readers.members))
        answered = set(mine.filter(deleted_at=None).order_by().values_list("author_id", "thread_id"))
        seen = readers.once(_seen)
        return {
            pk: [
                one
                for one in rows
                if one.thread is not None
                and {one.thread.space_id, one.program.space_id} <= seen[pk] | {None}
                and (pk, one.thread_id) not in answered
            ][:MOST]
            for pk in readers.members
        }

    def show(self, readers: Readers, chosen: Chosen, found: Open) -> dict[int, list[Piece]]:
        """The question, and how many answered."""
        return {pk: [_piece(one) for one in found[pk]] for pk in chosen if found.get(pk)}

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The question itself."""
        return pieces[0].title


def _piece(one: Occurrence) -> Piece:
    thread = one.thread
    if thread is None:
        raise ValueError(one)
    count = max(0, thread.posts_count - 1)
    answers = ngettext("%(n)d answer", "%(n)d answers", count) % {"n": count}
    return Piece(
        title=thread.title, url=page_of(one.program), meta=f"{one.program.title} · {answers}",
        place=thread.space.name, hue=thread.space.hue, action=_("Answer"),
    )  # fmt: skip


register(ThisWeek())
