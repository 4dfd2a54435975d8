"""The demo community's newsletter: last month’s issue, and the next one waiting for a second yes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from community.guides.models import Guide
from community.threads.models import Thread
from config.demo.months import each_month, in_each_month, months_before
from members.activity.models import Activity
from programs.newsletters.editing import agree, edit
from programs.newsletters.models import NewsletterIssue, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member

NINE, ZONE = time(9), "Europe/Lisbon"
FIRST = "Autumn brought **more than forty new people**, and half of them have answered somebody already. Thank you."
WHYS = (
    "Short enough for a tram ride, and somebody asked for exactly yours.",
    "Eleven clubs wrote what lasted longer than a winter with them.",
    "Read it before you move, and the feeds your members know go on.",
    "The smallest of them is four lines, and saves its owner an hour a week.",
    "New ones came in November; the one with the soup is our favourite.",
    "Somebody moved last week with it and wrote down the two steps that were missing.",
)
"""Why to read each of three things: the first three for last month, the others for what comes."""
NEXT = "The year ends soon. Three things to read by the fire, and one evening to keep free."


def write(members: dict[str, Member], now: datetime) -> None:
    """Written by Mia, agreed to by Olli; what comes next was written by Mia and waits."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    mia, olli = members["mia"], members["olli"]
    comes = in_each_month(now.date() + timedelta(days=6))
    sent = moment(months_before(comes), NINE, ZONE)
    program = Program.objects.create(
        format="newsletter", title="The Almanac letter", rhythm="monthly", serves="arrive", owner=mia, made_by=mia,
        about="What happened, what comes, and three things worth your time.", begins=sent.date(), at=NINE,
        zone=ZONE, rule=each_month(comes), minutes=60 * 24 * 3, goal="people",
    )  # fmt: skip
    NewsletterPlan.objects.create(program=program, weekdays=[1, 2, 3, 4, 5], from_hour=8, to_hour=19)
    before = Occurrence.objects.create(
        program=program, day=sent.date(), starts_at=sent, ends_at=sent + timedelta(days=3)
    )
    program.plan(by=mia, today=comes)
    following = program.occurrences.get(day=comes)
    _issue(before, "Forty new people, and what they asked", FIRST, WHYS[:3], mia)
    agree(before, edition=2, by=olli)
    _left(before, list(members.values()), sent)
    _issue(following, "Three things to read by the fire", NEXT, WHYS[3:], mia)
    following.steps.filter(key="draft").update(done_at=now)
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _issue(occurrence: Occurrence, subject: str, words: str, whys: Sequence[str], by: Member) -> None:
    threads = (
        Thread.objects.listed().filter(space__visibility="open", merged_at=None).order_by("-posts_count", "pk")[:2]
    )
    things: list[dict[str, Any]] = [{"thread": thread} for thread in threads]
    things += [{"guide": guide} for guide in Guide.objects.listed().filter(space=None).order_by("pk")[:1]]
    parts: list[dict[str, Any]] = [{"part": None, "words": words, "thing": {}}]
    parts += [{"part": None, "words": why, "thing": thing} for why, thing in zip(whys, things, strict=False)]
    said = {"subject": subject, "preheader": "And three things worth your time", "sections": ["answers", "worthwhile"]}
    edit(occurrence, said, parts, edition=1, by=by)


def _left(occurrence: Occurrence, people: list[Member], at: datetime) -> None:
    ends = at + timedelta(days=3)
    Occurrence.objects.filter(pk=occurrence.pk).update(opened_at=at, closed_at=ends)
    issue = NewsletterIssue.objects.get(occurrence=occurrence)
    NewsletterLetter.objects.bulk_create(
        NewsletterLetter(
            key=f"n{issue.pk}.m{one.pk}", issue=issue, member=one, created_at=at, sent_at=at + timedelta(hours=1)
        )
        for one in people if one.confirmed_at is not None and not one.is_suspended
    )  # fmt: skip
    for place, part in enumerate(issue.parts.exclude(thread=None, guide=None)):
        part.clicks = 41 - place * 13
        part.save(update_fields=["clicks"])
