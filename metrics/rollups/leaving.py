"""What facts have of somebody who leaves goes with them, and the sums that they stood in are made anew."""

from __future__ import annotations

from community.posts.models import Post
from members.privacy.erasers import BATCH, Eraser, Leaver
from metrics.rollups.models import Arrival, MemberDay
from metrics.rollups.opening import open_anew
from metrics.rollups.rolling import alone, cut


class Facts(Eraser):
    """Takes a member out of the days: first what they did on each, then out of the threads they wrote in."""

    key = "metrics:facts"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        alone()
        if self._leave_days(leaver.member.pk):
            return after
        threads = Post.objects.filter(author=leaver.member, thread__gt=after).order_by("thread").values("thread")
        ids = list(threads.values_list("thread", flat=True).distinct()[:BATCH])
        open_anew(ids)
        return ids[-1] if len(ids) == BATCH else None

    def _leave_days(self, member: int) -> bool:
        """The next days on which they did something, or the one on which they came; False if there is none."""
        mine = MemberDay.objects.filter(member=member)
        days = set(mine.order_by("day").values_list("day", flat=True).distinct()[:BATCH])
        mine.filter(day__in=days).delete()
        if not days:
            arrived = Arrival.objects.filter(pk=member)
            days = set(arrived.values_list("day", flat=True))
            arrived.delete()
        for day in sorted(days):
            cut(day)
        return bool(days)
