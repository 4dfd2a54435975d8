"""What the clock will do to a thread, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.threads.models import Thread
from community.threads.timing import ThreadTimer, TimedAct
from members.activity.models import Activity
from members.profiles.models import Member

LAPSED_SHOWN = 5
"""So many acts that the clock left undone are told of."""


@dataclass(frozen=True)
class ShownTimer:
    """One timer as a page shows it."""

    act: str
    sentence: str


def timers_of(thread: Thread) -> list[ShownTimer]:
    """The timers of a thread, the next one first; one query."""
    timers = list(ThreadTimer.objects.filter(thread=thread))
    for timer in timers:
        timer.thread = thread
    return [ShownTimer(timer.act, in_words(timer)) for timer in sorted(timers, key=lambda timer: timer.due_at)]


def in_words(timer: ThreadTimer) -> str:
    """A whole sentence: what happens, and when."""
    time = _clock(timer.due_at)
    if timer.after_hours is None:
        at = {
            TimedAct.CLOSE: _("Closes on %(time)s"),
            TimedAct.OPEN: _("Opens again on %(time)s"),
            TimedAct.BUMP: _("Comes to the top on %(time)s"),
            TimedAct.ARCHIVE: _("Is archived on %(time)s"),
        }
        return at[TimedAct(timer.act)] % {"time": time}
    hours = ngettext("%(n)d hour", "%(n)d hours", timer.after_hours) % {"n": timer.after_hours}
    after = {
        TimedAct.CLOSE: _("Closes %(hours)s after the last reply: as it stands, on %(time)s"),
        TimedAct.OPEN: _("Opens again %(hours)s after the last reply: as it stands, on %(time)s"),
        TimedAct.BUMP: _("Comes to the top %(hours)s after the last reply: as it stands, on %(time)s"),
        TimedAct.ARCHIVE: _("Is archived %(hours)s after the last reply: as it stands, on %(time)s"),
    }
    return after[TimedAct(timer.act)] % {"hours": hours, "time": time}


def lapsed_of(thread: Thread) -> list[str]:
    """For the team: what the clock left undone, because who set it no longer looked after the space. Two queries."""
    entries = list(Activity.objects.about(thread).filter(verb="thread.timer_lapsed").order_by("-at")[:LAPSED_SHOWN])
    names = dict(Member.objects.present().filter(pk__in=[one.facts["by"] for one in entries]).values_list("pk", "name"))
    words = _("%(act)s, %(time)s: set by %(name)s, who no longer looks after this space.")
    former = _("Former member")
    return [
        words % {
            "act": TimedAct(one.facts["act"]).label, "time": _clock(one.at), "name": names.get(one.facts["by"], former),
        }
        for one in entries
    ]  # fmt: skip


def _clock(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "MONTH_DAY_TIME_FORMAT")
