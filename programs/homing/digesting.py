"""What programs published, and calls that are open, in the digest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.digesting.knowing import Ear, ears
from members.digest.sections import Piece, Readers, Section, register
from programs.challenges.addresses import page_of as challenge_page
from programs.challenges.models import Challenge
from programs.contributions.addresses import page_of as call_page
from programs.contributions.models import Contribution
from programs.contributions.terms import KEY as CALL
from programs.feedback.models import Feedback
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.spotlights.models import Spotlight

if TYPE_CHECKING:
    from members.digest.sections import Chosen

MOST, LOOKED_AT = 3, 100
LAST_DAYS = timedelta(days=8)
"""A call is told when it opens, and once more in the week in which it ends."""


@dataclass(frozen=True)
class News:
    """One of them, known by its occurrence."""

    occurrence: Occurrence
    title: str
    url: str
    at: datetime
    author: int | None = None
    ends_at: datetime | None = None

    def is_for(self, ear: Ear) -> bool:
        """Whether a reader may know of it, and wants to."""
        program, thread = self.occurrence.program, self.occurrence.thread
        if self.author in ear.away | ear.no_people:
            return False
        if program.space_id is not None and program.space_id not in ear.spaces:
            return False
        return thread is None or ear.hears(thread, self.author)

    @property
    def thing(self) -> tuple[str, int]:
        """What no other section of the same digest tells: its thread, or the call."""
        thread = self.occurrence.thread_id
        return ("call", self.occurrence.pk) if thread is None else ("thread", thread)

    def is_new(self, since: datetime) -> bool:
        """Whether the reader was not told of it by an earlier digest."""
        return self.at > since or (self.ends_at is not None and self.ends_at < timezone.now() + LAST_DAYS)


class NewHere(Section[dict[int, list[News]]]):
    """Spotlights, results of challenges, what was said and done, and calls for contributions."""

    key: ClassVar = "programs"
    rank: ClassVar = 9
    place: ClassVar = 8
    title: ClassVar = gettext_lazy("Also new here")
    why: ClassVar = gettext_lazy("It was published since the last digest, or you can send something to it now.")
    counted: ClassVar = ngettext_lazy("%(count)d other new thing", "%(count)d other new things", "count")
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The latest first; of calls those the reader sent nothing to, and nobody's own spotlight."""
        rows, known, sent = _news(readers.earliest), readers.once(ears), _senders(readers)
        chosen = {}
        for pk in readers.members:
            new = (
                one.occurrence.pk for one in rows
                if one.is_new(readers.since[pk]) and one.author != pk and (pk, one.occurrence.pk) not in sent
                and one.is_for(known[pk]) and readers.take(pk, one.thing)
            )  # fmt: skip
            chosen[pk] = list(islice(new, MOST))
        return chosen

    def find(self, readers: Readers, chosen: Chosen) -> dict[int, list[News]]:
        """By reader, those that are there still, where the reader still sees them."""
        wanted = {number for numbers in chosen.values() for number in numbers}
        rows, known = {one.occurrence.pk: one for one in _news(readers.earliest, wanted)}, readers.once(ears)
        return {
            pk: [rows[number] for number in numbers if number in rows and rows[number].is_for(known[pk])]
            for pk, numbers in chosen.items()
        }

    def show(self, readers: Readers, chosen: Chosen, found: dict[int, list[News]]) -> dict[int, list[Piece]]:
        """Each with its title; of a call also until when."""
        return {pk: [_piece(one, readers.members[pk].zone) for one in found[pk]] for pk in chosen if found[pk]}


def _news(since: datetime, only: Collection[int] | None = None) -> list[News]:
    """What was published since then and can be read by now, and the calls that are open, the latest first."""
    public = Program.objects.planned().filter(is_public=True, space__deleted_at=None)
    there = Q(occurrence__program__in=public, occurrence__thread__isnull=False, occurrence__thread__deleted_at=None,
              occurrence__thread__held_at=None, occurrence__thread__merged_at=None)  # fmt: skip
    one_of = Q() if only is None else Q(occurrence__in=only)
    with_all = ("occurrence__program__space", "occurrence__thread__space")
    later = {"published_at__gt": since} if only is None else {"published_at__isnull": False}
    calls = Occurrence.objects.taking_place().filter(
        Q() if only is None else Q(pk__in=only), program__in=public, program__format=CALL, program__audience=None,
        opened_at__isnull=False, closed_at=None, ends_at__gt=timezone.now(),
    ).select_related("program__space", "thread")  # fmt: skip
    spotlights = Spotlight.objects.shown().filter(there, one_of, **later).select_related(*with_all)
    issues = Feedback.objects.filter(there, one_of, **later).select_related(*with_all)
    results = Challenge.objects.filter(there, one_of, **later).select_related(*with_all)
    found = [
        *(News(x, x.name, call_page(x), x.opened_at, ends_at=x.ends_at) for x in calls[:LOOKED_AT] if x.opened_at),
        *(_of(x, x.get_absolute_url(), author=x.member_id) for x in spotlights.order_by("-published_at")[:LOOKED_AT]),
        *(_of(x, x.get_absolute_url()) for x in issues.order_by("-published_at")[:LOOKED_AT]),
        *(_of(x, challenge_page(x.occurrence)) for x in results.order_by("-published_at")[:LOOKED_AT]),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.at, one.occurrence.pk), reverse=True)


def _of(row: Any, url: str, *, author: int | None = None) -> News:
    """What stands in a thread of its own, under the title of that."""
    return News(row.occurrence, row.occurrence.thread.title, url, row.published_at, author=author)


def _senders(readers: Readers) -> set[tuple[int, int]]:
    rows = Contribution.objects.sent().filter(author__in=list(readers.members), occurrence__closed_at=None)
    return set(rows.order_by().values_list("author_id", "occurrence_id").distinct())


def _piece(one: News, zone: tzinfo) -> Piece:
    space, meta = one.occurrence.program.space, ""
    if one.ends_at is not None:
        day = date_format(timezone.localtime(one.ends_at, zone), "DATE_FORMAT")
        meta = _("Call for contributions, until %(day)s") % {"day": day}
    return Piece(
        title=one.title, url=one.url, meta=meta, place=space.name if space else "", hue=space.hue if space else 0,
        people=frozenset(() if one.author is None else (one.author,)),
    )  # fmt: skip


register(NewHere())
