"""Who can be asked for a spotlight, with reasons from what they did; who was never shown comes first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.following.hearing import seeing
from community.predicates import OPENLY
from community.threads.models import Thread
from members.profiles.finding import UNLISTED
from members.profiles.models import Member
from members.profiles.refusing import Refusal
from members.recognition.thanks import Thanks
from programs.series.occurrences import Occurrence
from programs.spotlights.models import Ending, Spotlight

if TYPE_CHECKING:
    from datetime import datetime

    from community.spaces.models import Space

YEAR, LATER, LATELY = timedelta(days=365), timedelta(days=60), timedelta(days=180)
MOST, LOOKED_AT = 8, 200


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be asked, and why."""

    member: Member
    answers: int
    thanks: int
    hosted: int
    shown: int

    @property
    def reasons(self) -> str:
        """What they did in the last half year, in words."""
        words = [
            ngettext("%(n)d accepted answer", "%(n)d accepted answers", self.answers) % {"n": self.answers},
            ngettext("thanked %(n)d time", "thanked %(n)d times", self.thanks) % {"n": self.thanks},
            ngettext("hosted %(n)d date", "hosted %(n)d dates", self.hosted) % {"n": self.hosted},
        ]
        said = [one for one, n in zip(words, (self.answers, self.thanks, self.hosted), strict=True) if n]
        return " · ".join([*said, _("never shown before")] if not self.shown else said)


def may_be_shown(now: datetime) -> QuerySet[Member]:
    """Members who are there, neither silenced nor suspended, whose profile the team did not hide."""
    held = Q(silenced_until__gt=now) | Q(suspended_until__gt=now)
    return Member.objects.present().filter(profile_hidden_at=None).exclude(held)


def may_be_asked(space: Space | None, now: datetime) -> QuerySet[Member]:
    """Of these, who wants to be found, reads the space, and was neither shown nor said no within a year."""
    free = may_be_shown(now).exclude(UNLISTED)
    if space is not None:
        free = free.filter(pk__in=seeing(space).values("pk"))
    return free.exclude(pk__in=_taken(now).values("member"))


def _taken(now: datetime) -> Any:
    """Spotlights for whose sake somebody is not asked now."""
    # A date that is called off or was missed shows nobody: who was asked for it is free for another one.
    waits = Q(ended_at=None, published_at=None, occurrence__called_off_at=None, occurrence__missed_at=None)
    shown = Q(published_at__gt=now - YEAR)
    said_no = Q(ending__in=[Ending.DECLINED, Ending.WITHDRAWN], ended_at__gt=now - YEAR)
    later = Q(ending=Ending.LATER, ended_at__gt=now - LATER)
    return Spotlight.objects.filter(waits | shown | said_no | later)


def why_not(member: Member, space: Space | None) -> Refusal | None:
    """Why somebody cannot be asked now; it does not say whether they declined or were silenced."""
    if may_be_asked(space, timezone.now()).filter(pk=member.pk).exists():
        return None
    return Refusal(_("%(name)s cannot be asked at the moment.") % {"name": member.name})


def candidates(space: Space | None) -> list[Candidate]:
    """Those who did most for others in the last half year; who was shown least comes first. Six queries."""
    now = timezone.now()
    since = now - LATELY
    answered = Thread.objects.filter(
        answered_at__gt=since, answer__hidden_at=None, answer__deleted_at=None, deleted_at=None,
        space__visibility__in=OPENLY, space__deleted_at=None,
    )  # fmt: skip
    thanked = Thanks.objects.in_the_open().filter(at__gt=since)
    hosted = Occurrence.objects.taking_place().filter(
        closed_at__gt=since, program__is_public=True, program__planned_at__isnull=False,
    ).filter(Q(program__space=None) | Q(program__space__visibility__in=OPENLY))  # fmt: skip
    answers, thanks, hosts = _top(answered, "answer__author"), _top(thanked, "receiver"), _top(hosted, "host")
    people = may_be_asked(space, now).in_bulk([*{*answers, *thanks, *hosts}])
    rows = Spotlight.objects.filter(member__in=list(people), published_at__isnull=False).order_by()
    shown = dict(rows.values_list("member").annotate(n=Count("pk")))
    found = [Candidate(one, answers[pk], thanks[pk], hosts[pk], shown.get(pk, 0)) for pk, one in people.items()]
    found.sort(key=lambda one: (one.shown, -(one.answers * 2 + one.thanks + one.hosted * 2), one.member.pk))
    return found[:MOST]


def _top(rows: Any, who: str) -> Counter[int]:
    counted = rows.exclude(**{who: None}).order_by().values_list(who).annotate(n=Count("pk")).order_by("-n")
    return Counter(dict(counted[:LOOKED_AT]))
