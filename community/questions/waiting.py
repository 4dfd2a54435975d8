"""Questions to which nobody has replied: how long they wait, against the promise of an answer within a day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Silence
from community.posts.models import Post
from community.questions.models import HelpAsk, Turn
from community.spaces.seeing import hosted_space_ids, visible_space_ids
from community.threads.models import Thread
from config.lib import spans
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

PROMISE, AMBER = timedelta(hours=24), timedelta(hours=18)
NEWCOMER = timedelta(days=14)
LOOKED_AT, LONG = 300, 4
_WORD = re.compile(r"\w{3,}")


@dataclass
class Waiting:
    """A question that waits, as a page draws it."""

    thread: Any
    turn: Turn | None = None
    asked: list[HelpAsk] = field(default_factory=list)
    helpers: list[Member] = field(default_factory=list)
    known: str = ""
    """What the reader knows about it; empty where it is only new members who ask."""

    @property
    def waited(self) -> timedelta:
        """How long nobody has replied."""
        since: datetime = self.thread.created_at
        return timezone.now() - since

    @property
    def words(self) -> str:
        """The same in few words."""
        return spans.since(self.thread.created_at)

    @property
    def why(self) -> str:
        """Why it is shown to the reader."""
        return _("matches %(tag)s") % {"tag": self.known} if self.known else _("from a new member")

    @property
    def hours(self) -> int:
        """Hours of the promised 24 that are gone, at most 24."""
        return min(24, int(self.waited.total_seconds() // 3600))

    @property
    def is_overdue(self) -> bool:
        """Whether the day is over."""
        return self.waited >= PROMISE

    @property
    def is_late(self) -> bool:
        """Whether it soon will be."""
        return not self.is_overdue and self.waited >= AMBER


def unreplied() -> Any:
    """Open questions in which nobody but the asker has written, and that everybody in the space can read."""
    away = Q(deleted_at__isnull=False) | Q(hidden_at__isnull=False) | Q(held_at__isnull=False)
    gone = Post.objects.filter(away, thread=OuterRef("pk"), number=1)
    threads: Any = Thread.objects.listed().unanswered().filter(people_count__lte=1)
    return threads.filter(~Exists(gone), space__archived_at=None).annotate(
        by_newcomer=Exists(
            Member.objects.get_queryset().filter(pk=OuterRef("author"), joined_at__gt=OuterRef("created_at") - NEWCOMER)
        )
    )


def in_order(threads: Any) -> Any:
    """Newcomers first, then the longest waiting."""
    return threads.select_related("space", "author").order_by("-by_newcomer", "created_at", "pk")


def looked_after_by(viewer: Member) -> Any:
    """The questions somebody answers for: hosts those of their spaces, the team all they can see."""
    spaces = visible_space_ids(viewer) if viewer.is_moderator else hosted_space_ids(viewer)
    return in_order(unreplied().filter(space_id__in=spaces))


def may_look_after(viewer: Viewer) -> bool:
    """Whether somebody answers for any question at all."""
    return isinstance(viewer, Member) and (viewer.is_moderator or bool(hosted_space_ids(viewer)))


def waiting_for(viewer: Member) -> Any:
    """The questions a member could take: not their own, by people they do not read, or what they hear nothing of."""
    silent = Silence.objects.filter(member=viewer, other=OuterRef("author"))
    seen = unreplied().filter(~Exists(silent), space_id__in=visible_space_ids(viewer))
    return in_order(seen.wanted_by(viewer).exclude(author=viewer))


def words_of(thread: Thread) -> set[str]:
    """What a question is about: its tags, and the words of its title."""
    return {tag.lower() for tag in thread.tags} | {word.lower() for word in _WORD.findall(thread.title)}


def fitting(expertise: list[str], thread: Thread) -> str:
    """The first field of expertise that fits a question; empty if none does.

    It fits as a whole, among tags and title, or one of its longer words is a tag: "csv import" fits the tag import.
    """
    words, tags = words_of(thread), {tag.lower() for tag in thread.tags}
    for known in expertise:
        parts = known.lower().replace("-", " ").split()
        whole = "-".join(parts) in words or all(part in words for part in parts)
        if parts and (whole or any(len(part) >= LONG and part in tags for part in parts)):
            return known
    return ""


def matching(viewer: Member, most: int) -> list[Waiting]:
    """Of the waiting questions, those the member knows about, then those by newcomers; none that somebody has taken."""
    others = Turn.objects.filter(thread=OuterRef("pk"), until__gt=timezone.now()).exclude(member=viewer)
    known, new = [], []
    for thread in waiting_for(viewer).filter(~Exists(others))[:LOOKED_AT]:
        fits = fitting([*viewer.expertise, *viewer.interests], thread)
        if fits:
            known.append(Waiting(thread, known=fits))
            if len(known) == most:
                break
        elif thread.by_newcomer:
            new.append(Waiting(thread))
    return [*known, *new][:most]
