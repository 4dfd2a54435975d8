"""The demo community shows a member every month, and celebrates first posts, years and thanks."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.demo.months import each_month, in_each_month, months_before
from programs.celebrations.models import Celebration, What
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import set_steps
from programs.spotlights.format import InSpotlight
from programs.spotlights.models import Spotlight, SpotlightVersion

if TYPE_CHECKING:
    from members.profiles.models import Member

NINE, ZONE = time(9), "Europe/Helsinki"
QUESTIONS = [
    "What brought you here, and what made you stay?", "What do you do when you are not here?",
    "What would you like to be asked about?",
]  # fmt: skip
ANSWERS = [
    "A rota that fell apart every August.\n\nI stayed because people **remember** what I asked, and ask how it went.",
    "I keep the books of a rowing club, and the boats when nobody looks.",
    "How to leave a role well. I have done it three times and got it right once.",
]


def show(members: dict[str, Member], now: datetime) -> None:
    """One member was shown last time; the next date waits for somebody to be chosen."""
    mia, ben = members["mia"], members["ben"]
    space: Any = Space.objects.filter(visibility="open", archived_at=None).order_by("pk").first()
    comes = in_each_month(now.date() + timedelta(days=16))
    starts = moment(months_before(comes), NINE, ZONE)
    program = Program.objects.create(
        format="spotlight", title="Member of the month", space=space, rhythm="monthly", serves="give-back", owner=mia,
        made_by=mia, about="One of us, in their own words.", begins=starts.date(), at=NINE, zone=ZONE,
        rule=each_month(comes), minutes=60 * 24 * 7, goal="replies",
    )  # fmt: skip
    past = Occurrence.objects.create(
        program=program, day=starts.date(), starts_at=starts, ends_at=starts + timedelta(days=7), host=mia
    )
    program.plan(by=mia, today=comes)
    program.occurrences.filter(day=comes).update(host=mia)
    one = Spotlight.objects.create(
        occurrence=past, member=ben, questions=QUESTIONS, answers=ANSWERS, edition=2, agreed_edition=2, asked_by=mia,
        asked_at=starts - timedelta(days=12), accepted_at=starts - timedelta(days=11), shows_badge=True,
        sent_at=starts - timedelta(days=8), agreed_at=starts - timedelta(days=5),
    )  # fmt: skip
    SpotlightVersion.objects.create(
        spotlight=one, edition=2, answers=ANSWERS, written_by=ben, at=starts - timedelta(days=8)
    )
    InSpotlight().open(past)
    past.opened_at, past.closed_at = starts, past.ends_at
    past.save(update_fields=["opened_at", "closed_at"])
    Spotlight.objects.filter(pk=one.pk).update(published_at=starts)
    Post.objects.filter(thread=past.thread_id).update(created_at=starts)
    Thread.objects.filter(pk=past.thread_id or 0).update(created_at=starts, last_post_at=starts)
    set_steps([past])
    past.steps.update(done_at=starts)
    _celebrate(members, now)


def _celebrate(members: dict[str, Member], now: datetime) -> None:
    """The latest first posts, a year among us and ten thanks."""
    people = [one for one in members.values() if not one.is_moderator and one.handle != "eve"]
    firsts = Post.objects.filter(number=1, author__in=people, thread__space__visibility="open", held_at=None)
    first = firsts.filter(hidden_at=None, deleted_at=None).select_related("thread").order_by("-created_at").first()
    reached: list[tuple[Any, str, int, Post | None]] = [
        (people[-1], What.ANNIVERSARY, 1, None), (people[-2], What.THANKS, 10, None),
    ]  # fmt: skip
    if first is not None and first.author not in people[-2:]:
        reached.append((first.author, What.FIRST_POST, 1, first))
    rows = [
        Celebration(
            member=who, what=what, number=number, post=post, is_public=True,
            day=(now - timedelta(hours=20 * ago)).date(), at=now - timedelta(hours=20 * ago),
        )
        for ago, (who, what, number, post) in enumerate(reached)
    ]  # fmt: skip
    Celebration.objects.bulk_create(rows, ignore_conflicts=True)
