"""Threads and spaces that overheat."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count
from django.db.models.functions import TruncHour
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.posts.models import Post, Revision
from community.spaces.models import Space
from community.threads.models import Thread
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.weighing import chance_of_at_most
from moderation.reports.models import Report
from moderation.sanctions.models import Strike

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

FRESH, USUAL, WEEK = 2, 28, 7
TIMES_USUAL, RARE = 3, 0.01
POST = "post"
type Counted = dict[int, int]


class Overheating(Alert):
    """One thread shows two signs of heat at once, or a space is reported far more than usual."""

    key = "overheating"
    name = _("Overheating")
    question = _("Is there somewhere a quarrel that needs a calm word?")
    opens = _(
        "One thread shows two of four signs in two days: %(fast)s replies or more within one hour and three times what "
        "is usual in the space (19 of 20 hours of the 28 days before had fewer); %(edits)s edits or more and half as "
        "many as replies; %(reports)s reports or more; a strike. Or a space had %(space_reports)s reports or more in "
        "7 days, and the 28 days before do not explain it (one in a hundred)."
    )
    closes = _(
        "No thread shows two signs, and the reports of the last 7 days are half of what opens it or fewer. Lively talk "
        "alone opens nothing."
    )
    quiet = _("Silent about spaces with neither a sign nor a report in that time.")
    thresholds: ClassVar = (
        Threshold("fast", _("Replies within one hour"), 12, 5, 500),
        Threshold("edits", _("Edits within two days"), 8, 2, 500),
        Threshold("reports", _("Reports of one thread"), 2, 1, 100),
        Threshold("space_reports", _("Reports of one space within 7 days"), 5, 2, 500),
    )
    sentences: ClassVar = {
        "fast": ngettext_lazy(
            "%(n)d reply came within one hour, where %(usual)d in an hour is much for this space.",
            "%(n)d replies came within one hour, where %(usual)d in an hour is much for this space.", "n",
        ),
        "edits": ngettext_lazy("%(n)d edit was made in two days.", "%(n)d edits were made in two days.", "n"),
        "reports": ngettext_lazy("%(n)d report came in two days.", "%(n)d reports came in two days.", "n"),
        "strikes": ngettext_lazy("%(n)d strike was given in two days.", "%(n)d strikes were given in two days.", "n"),
        "space_reports": ngettext_lazy(
            "%(n)d report came from this space in 7 days; in the 28 days before it was %(before)d.",
            "%(n)d reports came from this space in 7 days; in the 28 days before it was %(before)d.", "n",
        ),
        "calm": _("No thread shows two signs of heat any more."),
    }  # fmt: skip
    icon = "activity"

    def look(self, look: Look) -> list[Found]:
        """Every space in which anything of it was seen, or is open still."""
        here = set(Space.objects.filter(archived_at=None, deleted_at=None).values_list("pk", flat=True))
        signs = self._signs(look)
        spaces = dict(Thread.objects.filter(pk__in=signs).values_list("pk", "space_id"))
        hottest: dict[int, tuple[int, list[Reason]]] = {}
        for thread, reasons in signs.items():
            place = spaces.get(thread)
            if place is not None and (place not in hottest or len(reasons) > len(hottest[place][1])):
                hottest[place] = (thread, [reason | {"thread": thread} for reason in reasons])
        reports = _by_space(look)
        places = ({*hottest, *reports} | {space for space in look.since if space is not None}) & here
        return [self._place(look, space, hottest.get(space, (0, []))[1], reports[space]) for space in places]

    def _signs(self, look: Look) -> dict[int, list[Reason]]:
        """What each thread shows that shows anything."""
        since, end = look.start(FRESH), look.end
        signs: dict[int, list[Reason]] = defaultdict(list)
        replies: Counted = Counter()
        fastest, usual = _fastest(since, end), _usual(look)
        for thread, (space, count, total) in fastest.items():
            replies[thread] = total
            much = usual.get(space, 1)
            if count >= look["fast"] and count >= TIMES_USUAL * much:
                signs[thread].append({"is": "fast", "n": count, "usual": much})
        edits = Revision.objects.filter(at__gte=since, at__lt=end).values_list("post__thread")
        for thread, count in edits.annotate(Count("pk")).order_by():
            if count >= look["edits"] and 2 * count >= replies[thread]:
                signs[thread].append({"is": "edits", "n": count})
        for thread, count in _by_thread(_reported(since, end)).items():
            if count >= look["reports"]:
                signs[thread].append({"is": "reports", "n": count})
        for thread, count in _by_thread(_struck(since, end)).items():
            signs[thread].append({"is": "strikes", "n": count})
        return signs

    def _place(self, look: Look, space: int, signs: list[Reason], reports: tuple[int, int]) -> Found:
        now, before = reports
        is_hot = len(signs) > 1
        is_reported = now >= look["space_reports"] and chance_of_at_most(before, now + before, 0.8) <= RARE
        reasons = [*signs] if is_hot else []
        if is_reported:
            reasons.append({"is": "space_reports", "n": now, "before": before})
        if reasons:
            severe = len(signs) > 2 or any(reason["is"] == "strikes" for reason in reasons) or (is_hot and is_reported)
            return Found(space, Verdict.OPENS, reasons, Severity.ACT if severe else Severity.WATCH)
        if 2 * now > look["space_reports"]:
            return Found(space, Verdict.HOLDS, [{"is": "space_reports", "n": now, "before": before}])
        return Found(space, Verdict.CLEARS, [{"is": "calm"}])

    def remedy(self, finding: Finding) -> Remedy:
        """The thread, to be slowed down or closed; the bench where only reports tell of it."""
        thread = next((reason["thread"] for reason in finding.reasons if "thread" in reason), None)
        if thread is not None:  # its address without the words in it leads to the one with them
            return Remedy(_("Go there and calm it"), reverse("thread", args=[thread, "-"]), for_hosts=True)
        return Remedy(_("See what was reported"), reverse("moderate"))


def _fastest(since: datetime, end: datetime) -> dict[int, tuple[int, int, int]]:
    """By thread: its space, the most replies within one hour of the clock, and all replies."""
    rows = Post.objects.filter(created_at__gte=since, created_at__lt=end, number__gt=1).order_by()
    found: dict[int, tuple[int, int, int]] = {}
    hourly = rows.values_list("thread", "thread__space", TruncHour("created_at")).annotate(Count("pk"))
    for thread, space, _hour, count in hourly:
        _space, most, total = found.get(thread, (space, 0, 0))
        found[thread] = (space, max(most, count), total + count)
    return found


def _usual(look: Look) -> dict[int, int]:
    """By space: how many replies in an hour one thread had at most in 19 of 20 hours in which there was any."""
    since, until = look.start(USUAL + FRESH), look.start(FRESH)
    rows = Post.objects.filter(created_at__gte=since, created_at__lt=until, number__gt=1).order_by()
    counts: dict[int, list[int]] = defaultdict(list)
    hourly = rows.values_list("thread", "thread__space", TruncHour("created_at")).annotate(Count("pk"))
    for _thread, space, _hour, count in hourly:
        counts[space].append(count)
    return {space: sorted(found)[int(len(found) * 0.95)] for space, found in counts.items()}


def _reported(since: datetime, end: datetime) -> Any:
    """Posts that were reported; what many did together to harm somebody does not count."""
    rows = Report.objects.filter(subject_type=POST, at__gte=since, at__lt=end, suspicion="")
    return rows.values_list("subject_id", flat=True)


def _struck(since: datetime, end: datetime) -> Any:
    rows = Strike.objects.filter(given_at__gte=since, given_at__lt=end, withdrawn_at=None)
    return rows.filter(decision__case__subject_type=POST).values_list("decision__case__subject_id", flat=True)


def _by_thread(posts: Iterable[int]) -> Counted:
    counted = Counter(posts)
    found: Counted = Counter()
    for post, thread in Post.objects.filter(pk__in=list(counted)).values_list("pk", "thread_id"):
        found[thread] += counted[post]
    return found


def _by_space(look: Look) -> dict[int, tuple[int, int]]:
    """Reports of posts of the last 7 days, and of the 28 before, by space."""
    middle = look.start(WEEK)
    now, before = _reported(middle, look.end), _reported(look.start(WEEK + USUAL), middle)
    counted = Counter(now), Counter(before)
    spaces = Post.objects.filter(pk__in={*counted[0], *counted[1]}).values_list("pk", "thread__space_id")
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for post, space in spaces:
        a, b = found[space]
        found[space] = (a + counted[0][post], b + counted[1][post])
    return found
