"""What rules can ask about what members did in community, and its deeds in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

import community.entering  # noqa: F401 - the rules of stages
from community.following.models import Reading
from community.posts.models import Post
from community.reactions.models import Reaction
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from community.threads.models import Thread
from members.segments.activity import so_often
from members.segments.deeds import deed
from members.segments.fields import IN_THE_OPEN, Offered, from_when, one_of, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register

if TYPE_CHECKING:
    from members.profiles.models import Member

type Rows = Callable[[Values, datetime], QuerySet[Any]]

FAMILY = _("Threads and replies")
ANY_SPACE, ANY_KIND = 0, "any"
OPENLY = [Visibility.OPEN, Visibility.MEMBERS]
KINDS = [
    (ANY_KIND, _("a thread")),
    ("question", _("a question")),
    ("discussion", _("a discussion")),
    ("idea", _("an idea")),
    ("intro", _("an introduction")),
    ("announcement", _("an announcement")),
]


def _spaces() -> Iterable[tuple[int, str]]:
    return Space.objects.filter(deleted_at=None).order_by("name").values_list("pk", "name")


PLACES = Offered({ANY_SPACE: _("any space"), IN_THE_OPEN: _("the spaces open to all members")}, _spaces)


def _fields() -> dict[str, forms.Field]:
    """Where, how often, how recently: what all sentences here ask."""
    return {"space": one_of(_("Space"), PLACES, number=True), "times": times(), "since": since()}


def _where(values: Values, thread: str = "") -> dict[str, Any]:
    """In which space; `thread` leads to the thread of a row. Every row has its space with it."""
    if values["space"] == IN_THE_OPEN:
        # What all members read is in a thread that is there.
        return {
            "space__visibility__in": OPENLY,
            f"{thread}deleted_at": None,
            f"{thread}held_at": None,
            f"{thread}merged_at": None,
        }
    return {} if values["space"] == ANY_SPACE else {"space": values["space"]}


def started(values: Values, now: datetime) -> QuerySet[Any]:
    """Threads by what they are, where, and how recently."""
    kind = {} if values["kind"] == ANY_KIND else {"kind": values["kind"]}
    found: QuerySet[Any] = Thread.objects.filter(deleted_at=None, held_at=None, **kind).filter(**_where(values))
    if values["space"] == IN_THE_OPEN:
        found = found.filter(Exists(_written().filter(thread=OuterRef("pk"), number=1)))
    return found.filter(**from_when("created_at", values["since"], now))


def _written() -> QuerySet[Any]:
    found: QuerySet[Any] = Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None)
    return found


def replies(values: Values, now: datetime) -> QuerySet[Any]:
    """Replies that can be read, where, and how recently."""
    found = _written().filter(number__gt=1, **_where(values, "thread__"))
    return found.filter(**from_when("created_at", values["since"], now))


def answers(values: Values, now: datetime) -> QuerySet[Any]:
    """Questions that have an answer, by who wrote it."""
    found: QuerySet[Any] = Thread.objects.filter(answer__isnull=False, deleted_at=None, held_at=None)
    found = found.filter(**_where(values))
    if values["space"] == IN_THE_OPEN:
        found = found.filter(answer__in=_written().values("pk"))
    return found.filter(**from_when("answered_at", values["since"], now))


def _reactions(values: Values, now: datetime) -> QuerySet[Any]:
    found = Reaction.objects.filter(**_where(values, "post__thread__"))
    return found.filter(**from_when("at", values["since"], now))


def _readings(values: Values, now: datetime) -> QuerySet[Any]:
    found = Reading.objects.filter(**_where(values, "thread__"))
    return found.filter(**from_when("read_at", values["since"], now))


def _offer(
    key: str, sentence: Said, denied: Said, rows: Rows, *, who: str, at: str, more: Any = None, indexed: bool = False,
    is_told: bool = True,
) -> None:  # fmt: skip
    """Register a predicate over rows that belong to members through one column and to a moment through another.

    `indexed`: an index by those two holds all that is asked of rows in any space. `is_told`: how often one member
    did so, and when last, is nobody else's matter otherwise.
    """

    def narrow(values: Values, now: datetime) -> Q:
        alone = indexed and values["space"] == ANY_SPACE
        return at_least(rows(values, now), who, values["times"], indexed=alone)

    def why(member: Member, values: Values) -> Said | None:
        if not is_told:
            return None
        seen = rows(values, timezone.now()).filter(**{who: member}).aggregate(count=Count("pk"), last=Max(at))
        return so_often(seen["count"], seen["last"])

    register(Predicate(key, FAMILY, sentence, {**(more or {}), **_fields()}, narrow, why, denied))


_offer(
    "started",
    ngettext_lazy(
        "started {kind} in {space} at least {times} time {since}",
        "started {kind} in {space} at least {times} times {since}", "times",
    ),
    ngettext_lazy(
        "did not start {kind} in {space} {since}",
        "started {kind} in {space} fewer than {times} times {since}", "times",
    ),
    started, who="author", at="created_at", more={"kind": one_of(_("What"), lambda: KINDS)},
)  # fmt: skip
_offer(
    "replied",
    ngettext_lazy(
        "replied in {space} at least {times} time {since}", "replied in {space} at least {times} times {since}", "times"
    ),
    ngettext_lazy(
        "did not reply in {space} {since}", "replied in {space} fewer than {times} times {since}", "times"
    ),
    replies, who="author", at="created_at", indexed=True,
)  # fmt: skip
_offer(
    "answered",
    ngettext_lazy(
        "wrote an accepted answer in {space} at least {times} time {since}",
        "wrote an accepted answer in {space} at least {times} times {since}", "times",
    ),
    ngettext_lazy(
        "wrote no accepted answer in {space} {since}",
        "wrote fewer than {times} accepted answers in {space} {since}", "times",
    ),
    answers, who="answer__author", at="answered_at",
)  # fmt: skip
_offer(
    "reacted",
    ngettext_lazy(
        "reacted to posts in {space} at least {times} time {since}",
        "reacted to posts in {space} at least {times} times {since}", "times",
    ),
    ngettext_lazy(
        "did not react to a post in {space} {since}",
        "reacted to posts in {space} fewer than {times} times {since}", "times",
    ),
    _reactions, who="member", at="at", indexed=True,
)  # fmt: skip
_offer(
    "read",
    ngettext_lazy(
        "read at least {times} thread in {space} {since}", "read at least {times} threads in {space} {since}", "times"
    ),
    ngettext_lazy(
        "read nothing in {space} {since}", "read fewer than {times} threads in {space} {since}", "times"
    ),
    _readings, who="member", at="read_at", indexed=True, is_told=False,
)  # fmt: skip

deed("answer.accepted", _("accepted an answer"))
deed("answer.judged", _("said whether an answer still holds"))
deed("guide.begun", _("began a guide"))
deed("guide.checked", _("looked at a guide again"))
deed("guide.edited", _("edited a guide"))
deed("guide.published", _("published a guide"))
deed("line.written", _("wrote a line of chat"))
deed("poll.opened", _("opened a poll"))
deed("poll.voted", _("voted in a poll"))
deed("post.created", _("wrote a post"))
deed("post.edited", _("edited a post"))
deed("question.deflected", _("found the answer before asking"))
deed("question.taken", _("took a question"))
deed("reaction.added", _("reacted to a post"))
deed("thread.started", _("started a thread"))
deed("vote.given", _("voted for an idea"))
deed("welcome.step_done", _("did one of the first three actions"))
