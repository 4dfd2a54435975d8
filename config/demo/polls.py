"""The demo community's polls: one of each kind, one of them closed and decided upon."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.polls.deciding import decide
from community.polls.models import Decision, Kind, Poll, PollOption, PollVote, Results, Secrecy
from community.polls.voting import recount
from community.posts.models import Post
from config.demo.parsing import DemoFault
from members.activity.models import Activity
from members.profiles.models import Member


@dataclass(frozen=True)
class Question:
    """A poll under the first post of a thread, and how many voted in which way (places, in order)."""

    thread: str
    text: str
    options: tuple[str, ...]
    votes: tuple[tuple[tuple[int, ...], int], ...]
    kind: str = Kind.SINGLE
    secrecy: str = Secrecy.SECRET
    results: str = Results.VOTED
    days_left: int = 0
    """How long it is still open; 0 for one that closed a week after it was asked."""
    days_later: int = 0
    """How long after its post it was asked."""


QUESTIONS = [
    Question(
        thread="How do you keep a weekly prompt alive after month three?",
        text="How often does your prompt run?",
        options=("Twice a week", "Once a week", "Every other week", "Once a month"),
        votes=(((1,), 9), ((2,), 37), ((3,), 15), ((4,), 5)),
        days_left=6,
    ),
    Question(
        thread="Do you take attendance, and what do you do with it?",
        text="What do you write down about who came?",
        options=("How many came", "First names", "Full names", "Only who stayed away twice", "Nothing at all"),
        votes=(((1,), 14), ((1, 4), 11), ((2,), 6), ((1, 2), 4), ((3,), 2), ((4,), 5), ((5,), 7)),
        kind=Kind.SEVERAL,
        results=Results.ALWAYS,
        days_left=20,
    ),
    Question(
        thread="Small rituals that survived: add yours here",
        text="Which of these shall we all try for four weeks?",
        options=("Everybody's shoes in a circle", "Error of the week", "The lamp that goes home with you", "The Tin"),
        votes=(
            ((1, 3), 9), ((1,), 3), ((2, 3, 1), 7), ((2, 4), 4), ((3, 2), 8), ((3, 1), 2), ((4, 3, 2), 3), ((4, 2), 3),
        ),
        kind=Kind.RANKED,
        secrecy=Secrecy.OPEN,
        days_later=5,
    ),
]  # fmt: skip
REASON = (
    "We try it together: each group keeps it for four weeks and tells here, in one post, what became of it. "
    "Whoever finds it silly is as welcome as anybody else. The other three stay in the collection, and I will ask "
    "again when this one has run."
)


def ask(members: dict[str, Member], now: datetime) -> None:
    """All polls, voted in by people who were there already."""
    chance = random.Random("polls")  # noqa: S311 - the same every time is the point
    everybody = [member for member in members.values() if member.handle != "eve"]
    for question in QUESTIONS:
        post = Post.objects.filter(thread__title=question.thread, number=1).select_related("thread", "author").first()
        if post is None:
            raise DemoFault(f"polls: no thread is called {question.thread!r}")
        poll = _open(question, post, now)
        _vote(poll, question, [one for one in everybody if one.joined_at < post.created_at], chance)
        recount(poll, whole=True)
        if poll.closed_at:
            _decide(poll, post)
        _remember(poll, post, now)


def _open(question: Question, post: Post, now: datetime) -> Poll:
    asked = post.created_at + timedelta(days=question.days_later)
    ends = now + timedelta(days=question.days_left) if question.days_left else asked + timedelta(days=7)
    ends = ends.replace(minute=0, second=0, microsecond=0)
    poll = Poll.objects.create(
        post=post, question=question.text, kind=question.kind, secrecy=question.secrecy, results=question.results,
        closes_at=ends, closed_at=None if question.days_left else ends, created_at=asked, seed="a1manac0c0ffee00",
    )  # fmt: skip
    PollOption.objects.bulk_create(
        [PollOption(poll=poll, place=place, text=text) for place, text in enumerate(question.options, 1)]
    )
    return poll


def _vote(poll: Poll, question: Question, there: list[Member], chance: random.Random) -> None:
    wanted = [list(choices) for choices, number in question.votes for _ in range(number)]
    chance.shuffle(wanted)
    voters = chance.sample(there, min(len(wanted), len(there)))
    PollVote.objects.bulk_create(
        [
            PollVote(
                poll=poll, member=voter, choices=choices, at=poll.created_at + timedelta(minutes=chance.randint(9, 99))
            )
            for voter, choices in zip(voters, wanted, strict=False)
        ]
    )


def _decide(poll: Poll, post: Post) -> None:
    assert post.author is not None
    decision = decide(poll, by=post.author, upshot="adopted", reason=REASON)
    at = (poll.closed_at or poll.created_at) + timedelta(days=1)
    Decision.objects.filter(pk=decision.pk).update(at=at, decided_at=at)
    Activity.objects.filter(verb="poll.decided").delete()


def _remember(poll: Poll, post: Post, now: datetime) -> None:
    """The log of the past, told to everybody already."""
    happened = [("poll.opened", poll.created_at, post.author)]
    if poll.closed_at:
        decided = poll.closed_at + timedelta(days=1)
        happened += [("poll.closed", poll.closed_at, None), ("poll.decided", decided, post.author)]
    Activity.objects.bulk_create(
        [
            Activity(at=at, verb=verb, actor=actor, subject_type="community.post", subject_id=post.pk,
                     facts={"poll": poll.pk, "thread": post.thread_id}, dispatched_at=now)
            for verb, at, actor in happened
        ]
    )  # fmt: skip
