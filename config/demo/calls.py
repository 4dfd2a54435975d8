"""The demo community's call for contributions: open, with what came in, and one story that is published."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from community.spaces.models import Space
from programs.contributions.deciding import accept, send_back
from programs.contributions.models import CallPlan
from programs.contributions.publishing import publish
from programs.contributions.terms import Terms
from programs.contributions.writing import Typed, begin, send
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from members.profiles.models import Member

NINE, ZONE = time(9), "Europe/Helsinki"
TERMS = Terms(
    wanted=20, shortest=100, longest=8000, examples="How you found the first ten volunteers\nA rota that nobody hates",
    credit="Your name stands above the text, and whom you thank below it.",
)  # fmt: skip
STORIES = (
    ("Ten chairs and a kettle", """We began with ten chairs, a kettle and a key that nobody wanted to carry.

The second evening there were four of us. By spring somebody had made a list of who
brings milk. It is still our only rule."""),
    ("The list by the door", """Everybody who leaves writes one line: what is finished, what is broken, what is next.

It takes a minute, and it replaced the meeting on Mondays."""),
    ("What we stopped doing", """We stopped sending minutes. Nobody read them.

Instead there is a photo of the board and three names. People began to answer."""),
)  # fmt: skip


def open_one(members: dict[str, Member], now: datetime) -> None:
    """It has been open for five days: one is published, one waits, one goes back to its author."""
    mia = members["mia"]
    call = _call(mia, moment(now.date() - timedelta(days=5), NINE, ZONE))
    people = [one for one in members.values() if not one.is_moderator and one.handle != "eve" and not one.is_silenced]
    some = sorted(people, key=lambda one: (one.joined_at, one.pk))[:3]
    sent = []
    for author, (title, text) in zip(some, STORIES, strict=False):
        typed = Typed(title, text, agrees=True)
        sent.append(send(begin(call, typed, by=author), typed, by=author))
    free = [one for one in sent if one.held_at is None]
    if len(free) == len(STORIES):
        accept(free[0], "Lovely as it is.", edition=free[0].edition, by=mia)
        publish(free[0], edition=free[0].edition + 1, by=mia)
        send_back(free[2], "Could you add a line on what people answered?", edition=free[2].edition, by=mia)


def _call(mia: Member, starts: datetime) -> Occurrence:
    space: Any = Space.objects.filter(visibility="open", archived_at=None, who_starts="members").order_by("pk").first()
    program = Program.objects.create(
        format="call", title="Stories from the first year", space=space, rhythm="quarterly", serves="take-part",
        about="How did your group begin? Tell it as you would tell a friend.", owner=mia, made_by=mia,
        begins=starts.date(), at=NINE, zone=ZONE, minutes=60 * 24 * 21, goal="entries", goal_number=20,
        planned_at=starts - timedelta(days=3), planned_by=mia,
    )  # fmt: skip
    CallPlan.objects.create(program=program, terms=TERMS.kept())
    occurrence: Occurrence = Occurrence.objects.create(
        program=program, day=starts.date(), starts_at=starts, ends_at=starts + timedelta(days=21), opened_at=starts,
        host=mia,
    )  # fmt: skip
    set_steps([occurrence])
    occurrence.steps.filter(at__lte=starts + timedelta(days=1)).update(done_at=starts)
    return occurrence
