"""What hosts of the demo community arranged: a side talk with its own thread, a timer, tags that lead to others."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.posts.models import Post
from community.tags.models import Tag
from community.threads.former import FormerPlace
from community.threads.models import Thread
from community.threads.splitting import split
from community.threads.timing import ThreadTimer, TimedAct
from config.demo.parsing import DemoFault
from members.activity.models import Activity
from members.profiles.models import Member

FROM = "How do I build a fair rota when half the people can only do mornings"
FIRST, COUNT = "Nobody has mentioned pairs", 3
TITLE = "Can a rota keep two people together, or apart?"
CLOSES = "Almanac 3.6 is out, and what to look at before the clocks change"
OTHER_NAMES = {"rotas": "rota", "meet-up": "meet-ups", "volunteering": "volunteers"}
DESCRIPTIONS = {
    "rota": "Who is on duty when: building it, sharing it out, swapping.",
    "meet-ups": "Meeting in person: dates, places, how it went.",
    "privacy": "Whose names and faces stand where, and who can read them.",
    "python": "Scripts in Python around Almanac, with the code.",
}


def arrange(members: dict[str, Member], now: datetime) -> None:
    """Told to nobody again: it happened some time ago."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _split_off(members["mo"])
    _name_tags()
    announcement = Thread.objects.filter(title=CLOSES).first()
    if announcement is None:
        raise DemoFault(f"moving: no thread is called {CLOSES!r}")
    at = (now + timedelta(days=9)).replace(hour=18, minute=0, second=0, microsecond=0)
    ThreadTimer.objects.create(thread=announcement, act=TimedAct.CLOSE, at=at, set_by=members["mia"])
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _split_off(by: Member) -> None:
    """The posts about pairs, out of the thread about fairness."""
    thread = Thread.objects.filter(title=FROM).select_related("space").first()
    first = Post.objects.filter(thread=thread, source__startswith=FIRST).first()
    if thread is None or first is None:
        raise DemoFault(f"moving: nobody says {FIRST!r} in {FROM!r}")
    numbers = list(range(first.number, first.number + COUNT))
    made, _carried = split(thread, numbers, by=by, title=TITLE, kind="question", space=thread.space)
    at = first.created_at + timedelta(days=1)
    Post.objects.filter(thread=made).update(moved_at=at)
    FormerPlace.objects.filter(thread=thread).update(left_at=at)


def _name_tags() -> None:
    tags = {name: Tag.objects.create(name=name, description=words) for name, words in DESCRIPTIONS.items()}
    for other, name in OTHER_NAMES.items():
        tag = tags.get(name) or Tag.objects.create(name=name)
        Tag.objects.create(name=other, synonym_of=tag)
        for thread in Thread.objects.filter(tags__contains=[other]):
            thread.tags = list(dict.fromkeys(name if one == other else one for one in thread.tags))
            thread.save(update_fields=["tags"])
