"""What rules can ask about AMAs: who asked with their name, and who voted. Who asked anonymously nobody can ask."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.segments.activity import so_often
from members.segments.deeds import deed
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register
from programs.amas.models import AmaQuestion, AmaVote

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

FAMILY = _("Programs")


def _asked(values: Values, now: datetime) -> QuerySet[Any]:
    found: QuerySet[Any] = AmaQuestion.objects.open().filter(author__isnull=False)
    return found.filter(**from_when("asked_at", values["since"], now))


def _voted(values: Values, now: datetime) -> QuerySet[Any]:
    return AmaVote.objects.filter(**from_when("at", values["since"], now))


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
    "ama_asked",
    ngettext_lazy(
        "asked at least {times} question in an AMA {since}", "asked at least {times} questions in AMAs {since}", "times"
    ),
    ngettext_lazy(
        "asked no question in an AMA {since}", "asked fewer than {times} questions in AMAs {since}", "times"
    ),
    _asked, "author", "asked_at",
)  # fmt: skip
_offer(
    "ama_voted",
    ngettext_lazy(
        "voted in an AMA at least {times} time {since}", "voted in AMAs at least {times} times {since}", "times"
    ),
    ngettext_lazy("did not vote in an AMA {since}", "voted in AMAs fewer than {times} times {since}", "times"),
    _voted, "member", "at", is_told=False,
)  # fmt: skip

deed("ama.question_asked", _("asked a question in an AMA"))
deed("ama.voted", _("voted in an AMA"))
deed("ama.answer_written", _("wrote an answer in an AMA"))
