"""The page of a prompt: this week's question, the last ones with who answered, who hosts next; and the tile on home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import ngettext

from community.posts.models import Post
from community.posts.permissions import may_reply
from community.threads.models import Thread
from programs.prompts.addresses import page_of
from programs.prompts.format import KEY
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from members.profiles.refusing import Refusal
    from programs.series.models import Program

PAST = 12


@dataclass(frozen=True)
class Said:
    """One question, with how many answered."""

    occurrence: Occurrence
    thread: Thread
    replies: int
    people: int

    @property
    def line(self) -> str:
        """14 answers of 9 people."""
        replies = ngettext("%(n)d answer", "%(n)d answers", self.replies) % {"n": self.replies}
        if not self.people:
            return replies
        people = ngettext("%(n)d person", "%(n)d people", self.people) % {"n": self.people}
        return f"{replies} · {people}"


@dataclass(frozen=True)
class PromptPage:
    """Everything the page draws."""

    sentence: str
    now: Said | None
    refusal: Refusal | None
    past: list[Said]
    next: Occurrence | None
    next_walls: Walls | None


def shown_to(viewer: Viewer, program: Program) -> PromptPage:
    """The page of a prompt that the viewer sees."""
    begun = program.occurrences.filter(opened_at__isnull=False, thread__in=Thread.objects.visible_to(viewer))
    rows = list(begun.select_related("thread__space", "program", "host").order_by("-starts_at")[: PAST + 1])
    said = said_in(rows)
    now = next((one for one in said[:1] if one.thread.closed_at is None and not program.ended_at), None)
    coming = program.occurrences.to_come().select_related("host", "program__owner").order_by("starts_at").first()
    return PromptPage(
        in_words(program.recurrence),
        now,
        may_reply(viewer, now.thread) if now is not None else None,
        said[1:] if now is not None else said[:PAST],
        coming,
        Walls(coming.starts_at, program.zone) if coming is not None else None,
    )


def said_in(occurrences: Sequence[Occurrence]) -> list[Said]:
    """How many answered each, in one query; all of them have a thread."""
    counted = {row["thread"]: row for row in _answers().filter(thread__in=[one.thread_id for one in occurrences])}
    return [
        Said(one, one.thread, row.get("replies", 0), row.get("people", 0))
        for one in occurrences
        if one.thread is not None
        for row in [counted.get(one.thread_id, {})]
    ]


def _answers() -> Any:
    there = Q(deleted_at=None, hidden_at=None, held_at=None, removed_at=None)
    rows = Post.objects.filter(there, number__gt=1).order_by().values("thread")
    return rows.annotate(replies=Count("pk"), people=Count("author", distinct=True))


@dataclass(frozen=True)
class Tile:
    """The question of this week, on home."""

    program: Program
    thread: Thread
    replies: int
    has_answered: bool

    @property
    def url(self) -> str:
        """Where it is answered."""
        return page_of(self.program)


def tile_for(member: Member) -> Tile | None:
    """The question that is open now and was asked last; one query."""
    mine = Post.objects.filter(thread=OuterRef("thread"), author=member, number__gt=1)
    seen = Occurrence.objects.visible_to(member).filter(thread__in=Thread.objects.visible_to(member))
    running = seen.filter(
        program__format=KEY, opened_at__isnull=False, thread__closed_at=None, ends_at__gt=timezone.now()
    )
    rows = running.annotate(mine=Exists(mine)).select_related("thread__space", "program")
    found = rows.order_by("-starts_at").first()
    if found is None or found.thread is None:
        return None
    return Tile(found.program, found.thread, max(0, found.thread.posts_count - 1), getattr(found, "mine", False))
