"""The demo community is asked every month whether it would be recommended, and hears what came of what it said."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.demo.months import each_month, in_each_month, months_before
from config.demo.parsing import DemoFault
from members.activity.models import Activity
from members.profiles.models import Member
from programs.feedback.drafting import draft
from programs.feedback.models import Feedback, FeedbackLine, Source
from programs.feedback.publishing import publish
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.surveys.models import Asked, Reach, Round, Sort, Survey
from programs.surveys.questions import Question, kept, standard
from programs.surveys.sheets import Sheet
from programs.surveys.tallies import write_tallies

WHY = [
    "I ask something and somebody kind answers before the kettle boils.", "The rota templates saved our autumn.",
    "It is quiet in a good way.", "Hard to find older threads.", "Nobody sells me anything here.",
    "The Sunday posts.", "I never know which space is the right one.", "People remember what I wrote last time.",
    "Too much about calendars, too little about people.", "The guides. I print them for our board.",
    "Answers I can use the same evening.", "I read more than I write, and nobody minds.",
    "The search finds the word and not the thing.", "Somebody greeted me by name in my first week.",
    "Half of the threads are in languages I cannot read.", "Friday’s case. Our committee reads it aloud.",
    "Mentors. Mine still writes to me.", "Sometimes a week passes before anybody answers.",
    "The list by the door came from here.", "I would like fewer letters and shorter ones.",
    "It is the only place where our problems are normal.", "Events are at dinner time where I live.",
    "Honest answers, also about what did not work.", "I found our new treasurer here.",
    "The calendar is good, the phone view is small.",
]  # fmt: skip
SCORES = [7, 7, 8, 8, 9, 9, 10, 10, 10, 6, 5]
LINES = [
    ("The calendar is hard to read on a phone.", "Days stand below each other there.", "Shipped"),
    ("Where does a first question belong?", "Every space says in one line what it is for.", "Shipped"),
    ("Could there be a quiet hour for letters?", "We look at it together with the digest.", "Under review"),
]
NINE, ZONE = time(9), "Europe/Lisbon"


def ask(members: dict[str, Member], now: datetime) -> None:
    """Six months of answers, a round that is open, one issue that was published and the draft of the next."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    chance = random.Random("surveys")  # noqa: S311 - the same every time is the point
    mia = members["mia"]
    opened = in_each_month(now.date() - timedelta(days=3))
    program = _program(mia, months_before(opened, 6), "survey", "Would you recommend us?", 60 * 24 * 14)
    program.plan(by=mia)
    shades = Question("finding", "one", "How do you find what you look for?", choices=("I search", "I browse", "I ask"))
    questions = kept([*standard("nps", "Almanac Commons"), shades])
    survey = Survey.objects.create(
        program=program, sort=Sort.NPS, reach=Reach.SHARE, size=40, again_days=60, questions=questions
    )
    there = [one for one in members.values() if one.handle not in ("eve", "olli")]
    for months in range(6, 0, -1):
        _round(survey, _nine(months_before(opened, months)), chance.sample(there, min(40, len(there))), chance, months)
    last = [members["ben"], members["nia"], *chance.sample([m for m in there if m.handle not in ("ben", "nia")], 20)]
    _round(survey, _nine(opened), last, chance, 0)
    _say(members, now)
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _nine(day: date) -> datetime:
    return moment(day, NINE, ZONE)


def _program(owner: Member, begins: date, kind: str, title: str, minutes: int) -> Program:
    program: Program = Program.objects.create(
        format=kind, title=title, rhythm="monthly", serves="give-back", owner=owner, is_public=kind == "said",
        begins=begins, at=NINE, zone=ZONE, rule=each_month(begins), minutes=minutes,
        goal="answers" if kind == "survey" else "replies", made_by=owner, made_at=_nine(begins),
    )  # fmt: skip
    return program


def _past(program: Program, starts_at: datetime, ends_at: datetime, now_open: bool) -> Occurrence:
    made: Occurrence = Occurrence.objects.create(
        program=program, day=starts_at.date(), starts_at=starts_at, ends_at=ends_at, opened_at=starts_at,
        closed_at=None if now_open else ends_at,
    )  # fmt: skip
    return made


def _round(survey: Survey, at: datetime, people: list[Member], chance: random.Random, months: int) -> None:
    """One month: who was asked, who answered, what was said; in two orders by chance, as always."""
    occurrence = _past(survey.program, at, at + timedelta(days=14), months == 0)
    answering = [] if months == 0 else chance.sample(people, 17 + chance.randrange(9))
    days = {one.pk: (at + timedelta(days=chance.randrange(1, 12))).date() for one in answering}
    Asked.objects.bulk_create(
        Asked(occurrence=occurrence, member=one, day=at.date(), answered_on=days.get(one.pk)) for one in people
    )
    score, why, finding = survey.asked
    sheets, words = [], chance.sample(WHY, len(WHY))
    for place in range(len(answering)):
        said = {score.key: min(10, chance.choice(SCORES) + (months < 3)), finding.key: chance.choice(finding.choices)}
        sheets.append(
            Sheet(occurrence=occurrence, answers=said | ({why.key: words[place % len(WHY)]} if place % 3 else {}))
        )
    Sheet.objects.bulk_create(sheets)
    made = Round.objects.create(
        occurrence=occurrence, is_anonymous=True, questions=survey.questions, asked_count=len(people),
        answers_count=len(sheets), shared_at=at + timedelta(days=16) if months == 1 else None,
        shared_by=survey.program.owner if months == 1 else None,
    )  # fmt: skip
    if occurrence.closed_at is not None:
        write_tallies(made)


def _say(members: dict[str, Member], now: datetime) -> None:
    """Last month's issue in the space where all begin, and a draft from what happened since."""
    mia, space = members["mia"], Space.objects.filter(slug="start-here").first()
    if space is None:
        raise DemoFault("surveys: there is no space start-here")
    today = in_each_month(now.date() - timedelta(days=1))
    program = _program(mia, months_before(today, 3), "said", "You said, we did", 60 * 24 * 7)
    program.space = space
    program.save(update_fields=["space"])
    program.plan(by=mia)
    at = _nine(months_before(today))
    issue = Feedback.objects.create(
        occurrence=_past(program, at, at + timedelta(days=7), False), title="You said, we did: what came of the autumn",
        intro="Thank you for every word.", since=_nine(months_before(today, 2)), until=at, drafted_at=at,
    )  # fmt: skip
    FeedbackLine.objects.bulk_create(
        FeedbackLine(feedback=issue, place=place, source=Source.OWN, said=said, did=did, status=status)
        for place, (said, did, status) in enumerate(LINES)
    )
    issue = publish(issue, edition=1, by=mia)
    said_at = at + timedelta(days=1)
    thread = Occurrence.objects.get(pk=issue.occurrence_id).thread_id or 0
    Feedback.objects.filter(pk=issue.pk).update(published_at=said_at)
    Thread.objects.filter(pk=thread).update(created_at=said_at, last_post_at=said_at)
    Post.objects.filter(thread=thread).update(created_at=said_at)
    draft(_past(program, _nine(today), _nine(today + timedelta(days=7)), True), space)
