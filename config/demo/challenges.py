"""The demo community's challenges: a month of check-ins that runs, and one with entries that has its winners."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from programs.challenges.models import (
    Challenge,
    ChallengeEntry,
    ChallengePlan,
    ChallengeVote,
)
from programs.challenges.settling import publish, settle
from programs.challenges.terms import Prize, Terms
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

NINE, ZONE = time(9), "Europe/Helsinki"
MONTH = Terms(
    sort="steps", is_blind=False, target=10, together=120,
    promise="At 120 the team donates a day of onboarding to a school.",
    ideas=("Delete three recurring meetings nobody defends. About 10 minutes.", "Unsubscribe from two lists."),
    recognition="Everybody with 10 check-ins is named in the result.",
)  # fmt: skip
BEST = Terms(
    sort="entries", is_blind=True, vote_days=5, votes_each=3,
    prizes=(Prize(1, "A day with a mentor"), Prize(2, "A spotlight in the digest", 2)),
)  # fmt: skip
NOTES = (
    "Seven weekly blocks, gone.", "From eleven calendars to three.", "A third of my week was status.",
    "One page of rules for meetings.", "No meeting on Wednesdays any more.", "The shared calendar has an owner now.",
    "Two reminders were for a hall we left in spring.", "Our committee meets when there is something to decide.",
    "One list for the keys, not three.", "Nobody missed the newsletter we stopped.", "The minutes fit on a card.",
    "Thursday is free again.", "We asked who reads the report. Nobody did.", "The rota begins in September now.",
    "I left four groups, and told each of them why.", "The weekly call is a letter now.",
    "Forty old invitations, declined with thanks.", "An hour of every Monday was for a project that ended.",
    "Birthdays moved to a list of their own.", "I asked three people what my part is. Two said: none.",
    "The choir and the board no longer share a colour.", "Lunch is in the calendar, and stays there.",
    "Half an hour instead of one, and nobody noticed.", "Every reminder that rang at night is off.",
    "The key to the hall has one date, not five.", "Our stand-up is written, and read by ten.",
    "A standing call with nobody in it for six weeks.", "I wrote down what may be cancelled without asking.",
    "Travel days say where I am, not how busy.", "The archive evening moved to the winter.",
    "Two committees became one, and both are glad.", "Guests find the address in the invitation now.",
    "School holidays are in before anything else.", "I stopped copying myself into my own meetings.",
    "The spring fair has four dates fewer.", "One evening a week says only: nothing.",
    "We meet at the door, so it is short.", "The budget talk comes once a quarter.",
    "Three calendars had the same hike.", "Cancelled the call about the calls.",
    "New people are invited to one thing, not to nine.", "The boat list lives on the boathouse wall again.",
    "What repeats has an end date now.", "I answered every maybe with a yes or a no.",
    "The repair evening has its own colour, at last.", "Nobody is host twice in a row.",
    "A reminder a week before was enough.", "My Friday ends when the list does.", "We agreed which hour is nobody's.",
    "The old season is gone, all of it.", "A friend and I swapped two duties, and both fit better.",
    "The quiet room is booked by those who need it quiet.",
)  # fmt: skip
MADE = (
    ("A welcome sheet on one page", "Who we are, when we meet, whom to ask. The rest is for the second week."),
    ("The list by the door", "Names and a pencil: whoever comes in sees what is still free, and writes."),
    ("Three questions for a first evening", "What brought you, what can you show us, what would you never do again?"),
    ("A calm agenda", "Three lines, each with a name and an end, and the last line is the walk home."),
)
REASON = "Most votes; others can use it the day they read it."


def hold(members: dict[str, Member], now: datetime) -> None:
    """One that began twelve days ago, and one whose result stands."""
    mia = members["mia"]
    space = _space()
    people = [one for one in members.values() if not one.is_moderator and one.handle != "eve"]
    month = _one(mia, space, "The clean-calendar month", MONTH, now.date() - timedelta(days=12), 30)
    rows = [
        ChallengeEntry(challenge=month, author=one, at=(at := now - timedelta(days=ago)), day=at.date())
        for place, one in enumerate(people[:14]) for ago in range(11, 0, -1) if (place + ago * 2) % 3 == 0
    ]  # fmt: skip
    rows.sort(key=lambda row: row.at)
    for row, words in zip(rows, NOTES, strict=False):  # checking in needs no words
        row.words = words
    _number(month, rows)
    best = _one(mia, space, "The best first page", BEST, now.date() - timedelta(days=30), 10)
    _number(best, [
        ChallengeEntry(challenge=best, author=one, title=title, words=words, at=now - timedelta(days=25, hours=place))
        for place, (one, (title, words)) in enumerate(zip(people, MADE, strict=False))
    ])  # fmt: skip
    entries: list[Any] = list(best.entries.order_by("number"))
    ChallengeVote.objects.bulk_create(
        ChallengeVote(entry=entry, member=one, at=now - timedelta(days=18))
        for place, entry in enumerate(entries) for one in people[4 : 12 - place * 2]
    )  # fmt: skip
    result, _same = settle(best, by=None)
    publish(best.occurrence, dict.fromkeys((one.pk for one in entries), REASON), "Thank you all for what you made.",
            read_as=result.inputs, by=mia)  # fmt: skip


def _space() -> Space:
    from community.spaces.models import Space

    found: Any = Space.objects.filter(visibility="open", archived_at=None).order_by("pk").first()
    return found  # type: ignore[no-any-return]


def _one(mia: Member, space: Space, title: str, terms: Terms, day: date, days: int) -> Challenge:
    starts = moment(day, NINE, ZONE)
    program = Program.objects.create(
        format="challenge", title=title, space=space, rhythm="quarterly", serves="take-part", owner=mia, made_by=mia,
        about="Ten small clear-outs in thirty days. Do them in any order, share what you found, skip days freely."
        if terms.has_steps else "The first page a new member sees: show yours.",
        begins=day, at=NINE, zone=ZONE, minutes=60 * 24 * days, goal="people",
        planned_at=starts - timedelta(days=9), planned_by=mia,
    )  # fmt: skip
    ChallengePlan.objects.create(program=program, terms=terms.kept())
    ends = starts + timedelta(days=days)
    occurrence = Occurrence.objects.create(
        program=program, day=day, starts_at=starts, ends_at=ends, opened_at=starts, host=mia,
        closed_at=None if terms.has_steps else ends,
    )  # fmt: skip
    challenge = Challenge.objects.create(occurrence=occurrence, terms=terms.kept(), announced_at=starts)
    set_steps([occurrence])
    occurrence.steps.filter(at__lte=starts + timedelta(days=28 if not terms.has_steps else 1)).update(done_at=starts)
    return challenge


def _number(challenge: Challenge, rows: list[ChallengeEntry]) -> None:
    for number, row in enumerate(rows, start=1):
        row.number = number
    ChallengeEntry.objects.bulk_create(rows)
    challenge.entries_count = len(rows)
    challenge.save(update_fields=["entries_count"])
