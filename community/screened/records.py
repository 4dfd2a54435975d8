"""What an author did before, as screening asks for it: from the tables, or, of old posts, as it was then."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from community.chat.models import ChatLine
from community.posts.models import Post
from community.posts.permissions import YOUNG
from members.profiles.models import Member

ENOUGH, MOMENTS, OWN_TEXTS, NEW_TEXTS, TEXT = 20, 200, 50, 150, 1_200
_STANDS = {"deleted_at": None, "hidden_at": None, "held_at": None}


class Live:
    """The record of a member now; each answer is one query at most, asked once."""

    def __init__(self, member: Member) -> None:
        self._member = member

    @cached_property
    def _approved(self) -> int:
        return int(Post.objects.filter(author=self._member, **_STANDS).order_by()[:ENOUGH].count())

    @cached_property
    def _moments(self) -> list[datetime]:
        posts = Post.objects.filter(author=self._member)
        lines = ChatLine.objects.filter(author=self._member, tells_of=None)
        # Of each the newest are taken by their index, before the two are put together.
        newest = [rows.order_by("-created_at").values_list("created_at")[:MOMENTS] for rows in (posts, lines)]
        both = newest[0].union(newest[1], all=True).order_by("-created_at")[:MOMENTS]
        return [moment for (moment,) in both]

    def approved(self) -> int:
        """How many of their posts stand, up to twenty."""
        return self._approved

    def since(self, moment: datetime) -> int:
        """How often they wrote since then, posts and lines, up to two hundred."""
        return sum(one >= moment for one in self._moments)

    def last(self) -> datetime | None:
        """When they wrote last."""
        return next(iter(self._moments), None)

    def texts(self, since: datetime) -> list[tuple[str, str]]:
        """What they wrote since then, and what accounts of this week wrote today."""
        return [(place, text) for place, text, at in self._texts if at >= since]

    @cached_property
    def _texts(self) -> list[tuple[str, str, datetime]]:
        now = timezone.now()
        own = Post.objects.filter(author=self._member, created_at__gt=now - timedelta(days=30))
        new = Post.objects.filter(
            Q(author__joined_at__gt=now - YOUNG) & ~Q(author=self._member), created_at__gt=now - timedelta(days=1)
        )
        found = []
        for rows, most in ((own, OWN_TEXTS), (new, NEW_TEXTS)):
            newest = rows.filter(deleted_at=None).order_by("-created_at")[:most]
            found += [
                (f"t{t}", text[:TEXT], at) for t, text, at in newest.values_list("thread_id", "source", "created_at")
            ]
        lines = ChatLine.objects.filter(author=self._member, created_at__gt=now - timedelta(days=30), deleted_at=None)
        for room, text, at in lines.order_by("-created_at")[:OWN_TEXTS].values_list("room_id", "source", "created_at"):
            found.append((f"r{room}", text[:TEXT], at))
        return found


class Memory:
    """What is remembered of everybody while old posts are gone through from the oldest on."""

    def __init__(self) -> None:
        self.posts: dict[int, int] = defaultdict(int)
        self.moments: dict[int, list[datetime]] = defaultdict(list)
        self.texts: dict[int, list[tuple[str, str, datetime]]] = defaultdict(list)

    def add(self, author: int, place: str, text: str, at: datetime) -> None:
        """One more thing was posted."""
        self.posts[author] += 1
        self.moments[author].append(at)
        self.texts[author] = [*self.texts[author][-OWN_TEXTS:], (place, text[:TEXT], at)]


class AsOf:
    """The record of a member as it was when something was posted; of others' texts nothing is known."""

    def __init__(self, memory: Memory, author: int) -> None:
        self._posts = memory.posts[author]
        self._moments = memory.moments[author]
        self._many = len(self._moments)
        self._texts = memory.texts[author]

    def approved(self) -> int:
        """How many posts of theirs there were."""
        return self._posts

    def since(self, moment: datetime) -> int:
        """How often they wrote between then and now."""
        return sum(one >= moment for one in self._moments[max(0, self._many - MOMENTS) : self._many])

    def last(self) -> datetime | None:
        """When they wrote last."""
        return self._moments[self._many - 1] if self._many else None

    def texts(self, since: datetime) -> list[tuple[str, str]]:
        """What they wrote since then."""
        return [(place, text) for place, text, at in self._texts if at >= since]
