"""Report-bombing: many who act together, or one who is mostly wrong. It marks reports, for people to judge.

A marked report does not make a case more severe. It is never hidden, and what was severe before stays so: otherwise a
crowd could make a grave report look light.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from moderation.guidelines.measures import Severity
from moderation.reports.models import Report, Suspicion
from moderation.reports.reasons import Reason

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.subjects import Item

YOUNG, WITHIN, YOUNG_MOST = timedelta(days=7), timedelta(hours=1), 5
NEAR_FOR, NEAR_MOST, NETWORKS_FOR = timedelta(days=1), 3, timedelta(days=7)
TOGETHER_FOR, TOGETHER_MOST, SAME_PEOPLE = timedelta(days=30), 3, 3
LAST, DISMISSED_MOST = 6, 5
LOOKED_AT = 20
"""Of so many reporters, the latest, it is asked whether three act together: 190 pairs beside whoever reports now."""


def suspicion_of(item: Item, by: Member | None, network: str = "") -> tuple[str, int]:
    """Why a report that is about to be made looks like report-bombing, and how many make it so; ("", 0) if not.

    `by` is None for visitors, and `network` theirs, as a keyed hash. Posts, profiles and messages count together, by
    members and by visitors: those on the thing, and those on anything of whoever wrote it.
    """
    found = _new(item, by, network)
    if found is None and by is None:
        found = _near(item, network)
    elif found is None and by is not None:
        found = _together(item, by) or _dismissed(by)
    return found or ("", 0)


def weighed(severity: int, reason: str, why: str) -> int:
    """How severe a report makes its case: a marked one makes nothing severe, but for danger to somebody's life."""
    return severity if not why or reason == Reason.DANGER else Severity.LOW


def sentences_of(reports: Collection[Report]) -> list[str]:
    """Why the reports of a case look like report-bombing, a sentence each."""
    most: dict[str, int] = defaultdict(int)
    for report in reports:
        if report.suspicion:
            most[report.suspicion] = max(most[report.suspicion], report.suspicion_count)
    return [_sentence(why, number) for why, number in sorted(most.items())]


def _sentence(why: str, number: int) -> str:
    if why == Suspicion.YOUNG:
        return ngettext(
            "%(number)d new account or visitor reported this, or this person, within an hour.",
            "%(number)d new accounts or visitors reported this, or this person, within an hour.",
            number,
        ) % {"number": number}
    if why == Suspicion.NETWORK:
        return ngettext(
            "%(number)d report about this, or this person, came from one network within a day.",
            "%(number)d reports about this, or this person, came from one network within a day.",
            number,
        ) % {"number": number}
    if why == Suspicion.TOGETHER:
        return ngettext(
            "%(number)d member who reported this has reported the same people again and again in 30 days.",
            "%(number)d members who reported this have reported the same people again and again in 30 days.",
            number,
        ) % {"number": number}
    return ngettext(
        "Of the last 6 reports of one reporter, %(number)d led to nothing.",
        "Of the last 6 reports of one reporter, %(number)d led to nothing.",
        number,
    ) % {"number": number}


def _about(item: Item) -> Q:
    """Reports on the thing, or on whoever wrote it."""
    same = Q(subject_type=item.key, subject_id=item.pk)
    return same | Q(case__about=item.author) if item.author is not None else same


def _new(item: Item, by: Member | None, network: str) -> tuple[str, int] | None:
    """Many new accounts and visitors within an hour; the visitors of one network are one."""
    now = timezone.now()
    if by is not None and by.joined_at <= now - YOUNG:
        return None
    unknown = Q(reporter__joined_at__gt=now - YOUNG) | Q(is_visitors=True)
    lately = Report.objects.filter(_about(item), unknown, at__gt=now - WITHIN)
    people: set[object] = {by.pk if by is not None else network or "now"}
    for pk, reporter, where in lately.values_list("pk", "reporter", "network"):
        people.add(reporter or where or f"report {pk}")
    return (Suspicion.YOUNG, len(people)) if len(people) >= YOUNG_MOST else None


def _near(item: Item, network: str) -> tuple[str, int] | None:
    """Many visitors' reports from one network within a day."""
    if not network:
        return None
    lately = Report.objects.filter(_about(item), network=network, at__gt=timezone.now() - NEAR_FOR)
    number = lately.count() + 1
    return (Suspicion.NETWORK, number) if number >= NEAR_MOST else None


def _together(item: Item, by: Member) -> tuple[str, int] | None:
    """At least three reporters who reported the same three people: what turned out right does not count."""
    since = timezone.now() - TOGETHER_FOR
    here = Report.objects.filter(_about(item), at__gt=since, reporter__isnull=False).order_by("-pk")
    others = list(dict.fromkeys(pk for pk in here.values_list("reporter", flat=True) if pk != by.pk))[:LOOKED_AT]
    if len(others) < TOGETHER_MOST - 1:
        return None
    reported: dict[int, set[int]] = defaultdict(set)
    lately = Report.objects.filter(at__gt=since, reporter__in=[by.pk, *others], case__about__isnull=False)
    for reporter, about in lately.exclude(pk__in=lately.right()).values_list("reporter_id", "case__about_id"):
        reported[reporter].add(about)
    if item.author is not None:
        reported[by.pk].add(item.author.pk)
    allied = {
        member
        for group in combinations(others, TOGETHER_MOST - 1)
        if len(set.intersection(reported[by.pk], *(reported[one] for one in group))) >= SAME_PEOPLE
        for member in group
    }
    return (Suspicion.TOGETHER, len(allied) + 1) if allied else None


def _dismissed(by: Member) -> tuple[str, int] | None:
    last = list(Report.objects.by(by).exclude(closed_at=None).order_by("-pk").values_list("pk", flat=True)[:LAST])
    wrong = len(last) - Report.objects.right().filter(pk__in=last).count()
    return (Suspicion.DISMISSED, wrong) if wrong >= DISMISSED_MOST else None


def forget_networks() -> int:
    """Nobody knows for longer than a week where a visitor's report came from; how many there were."""
    over = Report.objects.exclude(network="").filter(at__lte=timezone.now() - NETWORKS_FOR)
    return int(over.update(network=""))
