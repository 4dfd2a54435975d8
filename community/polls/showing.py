"""Polls as one reader sees them: two queries for all polls of a page, none for a page without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import OuterRef, PositiveSmallIntegerField, Subquery, Value

from community.polls import permissions
from community.polls.counting import LOT, Round
from community.polls.marking import Marked, marks_of
from community.polls.models import Decision, Kind, Poll, PollOption, PollVote
from community.posts.permissions import may_speak

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.posts.presenting import Shown
    from config.lib.audience import Viewer
    from members.profiles.refusing import Refusal

_PLACES: Any = ArrayField(PositiveSmallIntegerField())


@dataclass(frozen=True)
class Row:
    """One option on a page."""

    option: PollOption
    share: int
    """Percent of the voters; of ranked votes, of first choices."""
    mark: int
    """What stands in the form: 0, 1 for chosen, or the number in an order."""
    number: int
    """What the reader voted: 0, 1 for chosen, or the number in an order."""
    is_winner: bool


@dataclass(frozen=True)
class Step:
    """One round of a run-off in a table: a cell for each option, and what followed."""

    number: int
    cells: list[int | None]
    """Votes by option; None once it is out."""
    spent: int
    out: list[str]
    why: str


@dataclass
class ShownPoll:
    """Everything `community/polls/_poll.html` draws."""

    poll: Poll
    post: Post
    options: list[PollOption]
    mine: list[int]
    refusal: Refusal | None
    """Why the reader cannot vote."""
    may_change: bool = False
    may_close: bool = False
    may_decide: bool = False
    marked: Marked | None = None
    """What was just sent and not accepted."""
    decision: Decision | None = None
    just_voted: bool = False

    @property
    def voted(self) -> bool:
        """Whether the reader has voted."""
        return bool(self.mine)

    @property
    def shows_results(self) -> bool:
        """Whether counts are shown."""
        return permissions.shows_results(self.poll, voted=self.voted)

    @property
    def most(self) -> int:
        """How many options can be chosen."""
        return self.poll.most or len(self.options)

    @property
    def numbers(self) -> range:
        """What a ranked option can be."""
        return range(1, len(self.options) + 1)

    @cached_property
    def rows(self) -> list[Row]:
        """The options in their order."""
        number = marks_of(self.mine, self.poll.kind)
        marks = self.marked.marks if self.marked else number
        return [
            Row(
                option=option,
                share=self._share(option.votes),
                mark=marks.get(option.place, 0),
                number=number.get(option.place, 0),
                is_winner=option.place in self._winners,
            )
            for option in self.options
        ]

    def _share(self, votes: int) -> int:
        return (200 * votes + self.poll.voters_count) // (2 * self.poll.voters_count) if self.poll.voters_count else 0

    @cached_property
    def _winners(self) -> set[int]:
        """Of a closed poll: what won the run-off, or has the most votes."""
        if self.poll.closed_at is None or not self.poll.voters_count:
            return set()
        if self.poll.kind == Kind.RANKED:
            return {self.poll.winner} if self.poll.winner else set()
        most = max(option.votes for option in self.options)
        return {option.place for option in self.options if option.votes == most}

    @property
    def winners(self) -> list[str]:
        """The words of what is ahead, or won."""
        return [row.option.text for row in self.rows if row.is_winner]

    @cached_property
    def steps(self) -> list[Step]:
        """The rounds of a run-off."""
        return [self._step(number, one) for number, one in enumerate(self.poll.rounds, 1)]

    def _step(self, number: int, counted: Round) -> Step:
        texts = {option.place: option.text for option in self.options}
        cells = [counted["votes"].get(str(option.place)) for option in self.options]
        return Step(number, cells, counted["spent"], [texts[place] for place in counted["out"]], counted["why"])

    @property
    def table(self) -> list[tuple[PollOption, list[int | None]]]:
        """The same as rows of a table: each option with its votes in each round."""
        return [(option, [step.cells[index] for step in self.steps]) for index, option in enumerate(self.options)]

    @property
    def any_spent(self) -> bool:
        """Whether some votes had no option left."""
        return any(step.spent for step in self.steps)

    @property
    def drawn(self) -> bool:
        """Whether a lot decided a round, so that its seed is said."""
        return any(step.why == LOT for step in self.steps)


def attach_polls(viewer: Viewer, posts: Sequence[Shown]) -> None:
    """Give the shown posts of one thread their polls; tombstones and folded posts show none."""
    open_ones = {
        one.post.pk: one
        for one in posts
        if getattr(one.post, "poll_pk", None) and not (one.is_tombstone or one.is_folded)
    }
    if open_ones:
        for poll in polls_of(viewer, [one.post for one in open_ones.values()]):
            open_ones[poll.post.pk].poll = poll


def polls_of(viewer: Viewer, posts: Sequence[Post]) -> list[ShownPoll]:
    """The polls of posts that the viewer may read, all of one thread: two queries."""
    known = {post.pk: post for post in posts}
    if viewer.is_authenticated:
        own = PollVote.objects.filter(poll=OuterRef("pk"), member=viewer)
        mine: Any = Subquery(own.values("choices")[:1], output_field=_PLACES)
    else:
        mine = Value(None, output_field=_PLACES)
    polls = Poll.objects.filter(post__in=known).select_related("decision__by", "closed_by").annotate(mine=mine)
    found = list(polls.prefetch_related("options"))
    silent = may_speak(viewer, posts[0].thread) if found else None
    return [_shown(viewer, poll, known[poll.post_id], silent) for poll in found]


def _shown(viewer: Viewer, poll: Any, post: Post, silent: Refusal | None) -> ShownPoll:
    return ShownPoll(
        poll=poll,
        post=post,
        options=list(poll.options.all()),
        mine=poll.mine or [],
        refusal=permissions.takes_none(poll, post) or silent,
        may_change=not poll.stays and permissions.may_change(viewer, poll, post) is None,
        may_close=permissions.may_close(viewer, poll, post) is None,
        may_decide=permissions.may_decide(viewer, poll, post) is None,
        decision=getattr(poll, "decision", None),
    )
