"""What the demo community's team has to do, and where it sees its members: tasks and stages."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.threads.models import Thread
from config.demo.parsing import DemoFault
from members.activity.models import Activity
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.profiles.models import Member
from members.stages.moving import place_next
from members.stages.setting import move

QUESTION = "Do imported fixtures keep"
"""The beginning of a title: it waits for its answer."""


def work(members: dict[str, Member], now: datetime) -> None:
    """Four tasks, one of them done, and everybody at their stage, one of them set by hand. Nobody is notified."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    mia, mo = members["mia"], members["mo"]
    waiting = Thread.objects.filter(title__startswith=QUESTION).first()
    if waiting is None:
        raise DemoFault(f"team: no thread is called {QUESTION!r}")
    hours = timedelta(hours=1)
    ask_somebody("answer", waiting, now + 3 * hours, key="demo:answer", to=mo, by=mia,
                 note="Two people asked the same by mail. Kofi will know, if nobody else does.")  # fmt: skip
    ask_somebody("greet", members["beto-r"], now - 2 * hours, key="demo:greet", by=mia,
                 note="Came for the Sunday rides, and has not written yet.")  # fmt: skip
    ask_somebody("follow_up", members["samira-a"], now + 50 * hours, key="demo:follow-up", to=mia, by=mo,
                 note="The homework club was to open again this week. Ask how it went.")  # fmt: skip
    done = ask_somebody("review", None, now - 30 * hours, key="demo:review", to=mo, by=mia,
                        note="The guidelines on selling: does rule four say what we do?")  # fmt: skip
    done.finish(by=mo)
    Duty.objects.filter(key__startswith="demo:").update(asked_at=now - 30 * hours)
    Duty.objects.filter(key__startswith="demo:", owner__isnull=False).update(owned_since=now - 5 * hours)
    Duty.objects.filter(pk=done.pk).update(done_at=now - 26 * hours)
    while place_next():
        pass
    move(members["dara"], "advocating", by=mia, why="Half of the choirs here came because Dara told them.")
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)
