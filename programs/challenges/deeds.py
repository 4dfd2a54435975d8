"""What rules can ask about challenges: who checked in, entered, voted, won."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.segments.activity import so_often
from members.segments.deeds import deed
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.challenges.models import ChallengeEntry, ChallengeVote

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

FAMILY = _("Programs")


def _entries(values: Values, now: datetime) -> Any:
    return ChallengeEntry.objects.standing().filter(author__isnull=False, **from_when("at", values["since"], now))


def _entered(values: Values, now: datetime) -> QuerySet[Any]:
    found: QuerySet[Any] = _entries(values, now).filter(day=None)
    return found


def _checked_in(values: Values, now: datetime) -> QuerySet[Any]:
    found: QuerySet[Any] = _entries(values, now).filter(day__isnull=False)
    return found


def _won(values: Values, now: datetime) -> QuerySet[Any]:
    # Whoever names it only when it is published: until then there is no such row.
    rows = ChallengeEntry.objects.open().filter(author__isnull=False, win__isnull=False)
    found: QuerySet[Any] = rows.annotate(won_at=F("win__promised_at")).filter(
        **from_when("won_at", values["since"], now)
    )
    return found


def _voted(values: Values, now: datetime) -> QuerySet[Any]:
    return ChallengeVote.objects.filter(member__isnull=False, **from_when("at", values["since"], now))


def _offer(
    key: str, sentence: Said, denied: Said, rows: Callable[[Values, datetime], QuerySet[Any]], who: str, at: str,
    *, is_told: bool = True,
) -> None:  # fmt: skip
    def narrow(values: Values, now: datetime) -> Q:
        return at_least(rows(values, now), who, values["times"])

    def why(member: Member, values: Values) -> Said | None:
        if not is_told:
            return None
        seen = rows(values, timezone.now()).filter(**{who: member}).aggregate(count=Count("pk"), last=Max(at))
        return so_often(seen["count"], seen["last"])

    register(Predicate(key, FAMILY, sentence, {"times": times(), "since": since()}, narrow, why, denied))


_offer(
    "challenge_entered",
    ngettext_lazy(
        "sent at least {times} entry to a challenge {since}",
        "sent at least {times} entries to challenges {since}", "times",
    ),
    ngettext_lazy(
        "sent no entry to a challenge {since}", "sent fewer than {times} entries to challenges {since}", "times"
    ),
    _entered, "author", "at",
)  # fmt: skip
_offer(
    "challenge_steps",
    ngettext_lazy(
        "checked in at least {times} time in a challenge {since}",
        "checked in at least {times} times in challenges {since}", "times",
    ),
    ngettext_lazy(
        "did not check in in a challenge {since}", "checked in fewer than {times} times in challenges {since}", "times"
    ),
    _checked_in, "author", "at",
)  # fmt: skip
_offer(
    "challenge_won",
    ngettext_lazy(
        "won a challenge at least {times} time {since}", "won challenges at least {times} times {since}", "times"
    ),
    ngettext_lazy("won no challenge {since}", "won challenges fewer than {times} times {since}", "times"),
    _won, "author", "won_at",
)  # fmt: skip
_offer(
    "challenge_voted",
    ngettext_lazy(
        "voted in a challenge at least {times} time {since}",
        "voted in challenges at least {times} times {since}", "times",
    ),
    ngettext_lazy(
        "did not vote in a challenge {since}", "voted in challenges fewer than {times} times {since}", "times"
    ),
    _voted, "member", "at", is_told=False,
)  # fmt: skip

deed("challenge.entered", _("sent an entry to a challenge"))
deed("challenge.checked_in", _("checked in in a challenge"))
deed("challenge.voted", _("voted in a challenge"))
deed("challenge.judged", _("judged an entry of a challenge"))
