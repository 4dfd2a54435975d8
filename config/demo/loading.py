"""The demo community: believable, the same every time, relative to today. Only for local runs."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.demo import (
    amas,
    ambassadors,
    calendar,
    calls,
    challenges,
    chat,
    clubs,
    events,
    guides,
    ideas,
    journeys,
    keeping,
    media,
    messages,
    moderation,
    moving,
    newcomers,
    news,
    newsletters,
    people,
    pictures,
    pilots,
    places,
    polls,
    programs,
    questions,
    recognition,
    segments,
    spotlights,
    surveys,
    talk,
    team,
    traces,
    trials,
    weekly,
)
from config.demo.parsing import OLDEST_DAYS
from config.demo.parsing import people as read_people
from config.demo.parsing import talks as read_talks
from members.installation.models import Installation
from members.profiles.models import Member
from moderation.guidelines.adopting import adopt

GUIDELINES = """\
We keep clubs, choirs and small teams going, and help each other with it.

1. Be the neighbour you would like to have. Criticise the work, not the person.
2. Say what you tried, even if it failed. Others will be glad not to try it again.
3. Ask before you share somebody else's words, pictures or address.
4. Sell nothing here. If you made something that helps, say that you made it.
5. If something feels wrong, tell a host or a moderator. We answer every report.
"""


@transaction.atomic
def load() -> dict[str, int]:
    """Fill an empty database. Returns how many of each there are. Raises CommandError where it must not run."""
    _may_load()
    chance, now = random.Random("Almanac Commons"), timezone.now()  # noqa: S311 - the same every time is the point
    _name_it(now)
    members = people.move_in(read_people(), now)
    adopt(GUIDELINES, by=members["olli"], agreed=True, at=now - timedelta(days=OLDEST_DAYS))
    spaces = places.furnish(members, people.hosts_group(members), now)
    talks = read_talks(now.date())
    threads = talk.tell(talks, spaces, members, now, pictures.illustrate)
    media.put_in(now)
    questions.let_wait(now)
    posts = list(Post.objects.select_related("thread").order_by("created_at", "pk"))
    traces.react(posts, [m for m in members.values() if m.handle != "eve"], chance, now)
    traces.follow_and_read(threads, members, chance, now)
    traces.remember(list(members.values()), threads, posts, now)
    chat.chat(spaces, members, now)
    messages.write(members, now)
    polls.ask(members, now)
    guides.keep(spaces, members, now)
    questions.settle(members, now)
    ideas.plan(members, now)
    keeping.keep(members, now)
    moving.arrange(members, now)
    segments.save(members)
    recognition.recognise(members, talks, now)
    clubs.gather(members, now)
    journeys.lead(members, now)
    ambassadors.appoint(members, now)
    newcomers.begin(members)
    news.leave(members, now)
    team.work(members, now)
    _plan(spaces, members, now)
    weekly.send(members, now)
    moderation.queue(spaces, members, now)
    _ask(members, now)
    _pin_welcome()
    told = {"threads": Thread.objects.count(), "posts": Post.objects.count()}
    return {"members": len(members), "spaces": len(spaces)} | told


def _ask(members: dict[str, Member], now: datetime) -> None:
    surveys.ask(members, now)
    newsletters.write(members, now)
    trials.hold(members, now)


def _plan(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    programs.plan(spaces, members, now)
    calendar.plan(members, spaces, now)
    events.gather(members, now)
    challenges.hold(members, now)
    calls.open_one(members, now)
    pilots.try_out(members, now)
    spotlights.show(members, now)
    amas.gather(spaces, members, now)


def _may_load() -> None:
    if not settings.TALKOOT_LOCAL:
        raise CommandError("The demo community is for local runs only; this installation is a real one.")
    if Member.objects.exists():
        raise CommandError("There are members already; the demo community moves into an empty database only.")


def _name_it(now: datetime) -> None:
    Installation.objects.update_or_create(
        id=1,
        defaults={
            "name": "Almanac Commons",
            "purpose": "People who keep clubs, choirs and small teams going",
            "opened_at": now,
            "demo": True,
        },
    )
    Installation.current().forget()


def _pin_welcome() -> None:
    """The first announcement of "Start here" stands on top there."""
    first = Thread.objects.filter(space__slug="start-here", kind="announcement").order_by("created_at").first()
    if first is not None:
        Thread.objects.filter(pk=first.pk).update(pinned_at=first.created_at, pinned_by=first.author)
