"""Too much promotion: announcements, links to one place, and reports of spam."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.posts.models import Post
from community.spaces.models import Kind, Who
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.rollups.models import Opening
from moderation.reports.models import Report
from moderation.reports.reasons import Reason as Why

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

DAYS, FEW = 28, 3
GATED = (Who.HOSTS, Who.TEAM)
_LINKS = r"""
SELECT thread.space_id, lower(link.host), count(DISTINCT post.id), count(DISTINCT post.author_id)
FROM community_post AS post
JOIN community_thread AS thread ON thread.id = post.thread_id
JOIN community_space AS space ON space.id = thread.space_id
CROSS JOIN LATERAL (
    SELECT DISTINCT found[1] AS host FROM regexp_matches(post.html, 'href="https?://(?:www\.)?([^/":?#]+)', 'g') AS found
) AS link
WHERE post.created_at >= %s AND post.created_at < %s AND post.deleted_at IS NULL AND post.hidden_at IS NULL
    AND post.held_at IS NULL AND thread.deleted_at IS NULL AND lower(link.host) <> %s
    AND space.archived_at IS NULL AND space.deleted_at IS NULL
GROUP BY 1, 2
"""  # noqa: E501


class TooMuchPromotion(Alert):
    """People talk at each other: announcements, links to one place, spam."""

    key = "promotion"
    name = _("Too much promotion")
    question = _("Do people talk here, or is it a notice board?")
    opens = _(
        "In the last 28 days %(opens)s %% or more of the threads were announcements; or %(links)s posts or more by at "
        "most three people led to one and the same place outside, which is %(opens)s %% or more of all posts that lead "
        "outside; or there were %(spam)s reports of spam or more."
    )
    closes = _("All three are at %(closes)s %% of what opens it, or below.")
    quiet = _(
        "Silent about announcements below %(least)s threads. Spaces in which only hosts and the team start threads do "
        "not count."
    )
    thresholds: ClassVar = (
        Threshold("opens", _("Opens at this share, in percent"), 40, 5, 100),
        Threshold("closes", _("Closes at this part of what opens it, in percent"), 75, 10, 95),
        Threshold("links", _("Posts that lead to one place"), 8, 3, 500),
        Threshold("spam", _("Reports of spam"), 4, 1, 500),
        Threshold("least", _("Threads there must be"), 15, 5, 500),
    )
    sentences: ClassVar = {
        "announcements": ngettext_lazy(
            "%(announced)d of %(n)d thread of the last 28 days is an announcement.",
            "%(announced)d of %(n)d threads of the last 28 days are announcements.", "n",
        ),
        "links": ngettext_lazy(
            "%(n)d post of the last 28 days leads to %(host)s, %(percent)d %% of all that lead outside.",
            "%(n)d posts of the last 28 days lead to %(host)s, %(percent)d %% of all that lead outside.", "n",
        ),
        "spam": ngettext_lazy(
            "%(n)d report of the last 28 days says spam.", "%(n)d reports of the last 28 days say spam.", "n"
        ),
        "less": _("Announcements, links to one place and reports of spam are few again."),
    }  # fmt: skip
    icon = "megaphone"

    def look(self, look: Look) -> list[Found]:
        """Every space, and all of them together."""
        since, end = look.start(DAYS), look.end
        signs: dict[int | None, list[tuple[float, Reason]]] = defaultdict(list)
        for space, (announced, threads) in _announcements(since, end).items():
            if threads >= look["least"]:
                reason = {"is": "announcements", "n": threads, "announced": announced}
                signs[space].append((100 * announced / threads / look["opens"], reason))
        for space, (host, posts, share, people) in _links(since, end).items():
            many = min(posts / look["links"], 100 * share / look["opens"]) if people <= FEW else 0.0
            signs[space].append((many, {"is": "links", "n": posts, "host": host[:60], "percent": round(100 * share)}))
        for space, spam in _spam(since, end).items():
            signs[space].append((spam / look["spam"], {"is": "spam", "n": spam}))
        return [_place(look, space, found) for space, found in signs.items()]

    def remedy(self, finding: Finding) -> Remedy:
        """The announcements of the space, or what was reported."""
        kinds = {reason["is"] for reason in finding.reasons}
        if finding.space is not None and "announcements" in kinds:
            url = f"{finding.space.get_absolute_url()}?kind={Kind.ANNOUNCEMENT.value}"
            return Remedy(_("See the announcements"), url, for_hosts=True)
        if "spam" in kinds or finding.space is None:
            return Remedy(_("See what was reported"), reverse("moderate"))
        return Remedy(_("Say what is welcome there"), reverse("space_edit", args=[finding.space.slug]), for_hosts=True)


def _place(look: Look, space: int | None, signs: list[tuple[float, Reason]]) -> Found:
    worst = max(many for many, _reason in signs)
    over = [reason for many, reason in signs if many * 100 > (100 if worst >= 1 else look["closes"]) or many >= 1]
    if worst >= 1:
        return Found(space, Verdict.OPENS, over, Severity.ACT if worst >= 2 else Severity.WATCH)
    if worst * 100 > look["closes"]:
        return Found(space, Verdict.HOLDS, over)
    return Found(space, Verdict.CLEARS, [{"is": "less"}])


def _announcements(since: datetime, end: datetime) -> dict[int | None, tuple[int, int]]:
    """By space: announcements, and all threads, where every member may start one."""
    rows = Opening.objects.filter(opened_at__gte=since, opened_at__lt=end, space__archived_at=None)
    rows = rows.filter(space__deleted_at=None).exclude(space__who_starts__in=GATED)
    by_space = (
        rows.order_by()
        .values_list("space_id")
        .annotate(announced=Count("pk", filter=Q(kind=Kind.ANNOUNCEMENT)), all=Count("pk"))
    )
    found: dict[int | None, tuple[int, int]] = {None: (0, 0)}
    for space, some, threads in by_space:
        found[space] = (some, threads)
        found[None] = (found[None][0] + some, found[None][1] + threads)
    return found


def _links(since: datetime, end: datetime) -> dict[int, tuple[str, int, float, int]]:
    """By space: the place outside that most posts lead to, how many do, their share, and of how many people."""
    own = (urlsplit(settings.PUBLIC_URL).hostname or "").removeprefix("www.")
    most: dict[int, tuple[str, int, int]] = {}
    total: dict[int, int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [since, end, own])
        for space, host, posts, people in cursor.fetchall():
            total[space] += posts
            if space not in most or (posts, host) > (most[space][1], most[space][0]):
                most[space] = (host, posts, people)
    return {space: (host, posts, posts / total[space], people) for space, (host, posts, people) in most.items()}


def _spam(since: datetime, end: datetime) -> dict[int | None, int]:
    """By space: reports of its posts that say spam."""
    rows = Report.objects.filter(subject_type="post", reason=Why.SPAM, at__gte=since, at__lt=end, suspicion="")
    posts = list(rows.values_list("subject_id", flat=True))
    live = Post.objects.filter(pk__in=posts, thread__space__archived_at=None, thread__space__deleted_at=None)
    spaces = dict(live.values_list("pk", "thread__space_id"))
    found: dict[int | None, int] = defaultdict(int)
    for post in posts:
        if post in spaces:
            found[spaces[post]] += 1
            found[None] += 1
    return found
