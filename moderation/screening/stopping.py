"""Stopping a posting: its author reads why, what was found, that a rule did it, and how to have a human look.

What is sent on with the token of a refusal is held until a moderator has looked. For what a rule blocks this is an
objection: so many a day, whoever it is and whatever the rule or the score says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, moment_words
from moderation.screening.hits import Hit
from moderation.screening.reasons import Reason, reasons_of
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from moderation.screening.findings import Findings

OBJECTIONS, PER_DAY = 3, timedelta(days=1)
ATTEMPTS, PER_HOUR = 20, timedelta(hours=1)
SENT_ON_WITHIN = 3600 * 24
_SALT = "screening.insist"


@dataclass(frozen=True)
class Stopping(Refusal):
    """Why it is not posted. With a `token` it can be sent to a moderator as it is."""

    token: str = ""
    reasons: tuple[Reason, ...] = ()
    is_blocked: bool = False
    """Whether it cannot be posted as it is; otherwise its author is asked to look at it again."""
    limit: str = ""
    """How often a human can be asked, in a sentence."""

    @property
    def status(self) -> int:
        """A form that is not taken as it is."""
        return 422


class Stopped(NotNow):
    """A rule does not let it be posted, or asks for an edit first; nothing was written."""

    def __init__(self, refusal: Stopping, findings: Findings) -> None:
        super().__init__(refusal)
        self.findings = findings


def stop(findings: Findings, token: str) -> None:
    """Raises Stopped unless nothing is in the way, or its author has read what is and wants a human to look.

    Raises NotNow for one attempt too many in an hour.
    """
    assert findings.posting is not None
    author = findings.posting.author
    blocked, asked = findings.of(Action.BLOCK), findings.of(Action.ASK)
    if not (blocked or asked):
        return
    sent = _read(token, author)
    findings.insists = bool(asked) and sent in (Action.ASK, Action.BLOCK)
    if blocked:
        Member.objects.one_at_a_time(author)
    left, until = objections_left(author) if blocked else (0, None)
    findings.objects = bool(blocked) and sent == Action.BLOCK and left > 0
    if (findings.objects or not blocked) and (findings.insists or not asked):
        return
    if (wait := too_many_attempts(author)) is not None:
        raise NotNow(wait)
    action = Action.BLOCK if blocked else Action.ASK
    reasons = reasons_of([*blocked, *asked])
    raise Stopped(
        Stopping(
            reasons[0].words,
            token=signing.dumps([author.pk, str(action)], salt=_SALT) if left or not blocked else "",
            reasons=reasons, is_blocked=bool(blocked), limit=_limit(left, until) if blocked else "",
        ),
        findings,
    )  # fmt: skip


def _read(token: str, author: Any) -> str:
    """What its author was told a moment ago: that it is blocked, or that they are asked to edit; empty for neither."""
    try:
        pk, action = signing.loads(token, salt=_SALT, max_age=SENT_ON_WITHIN) if token else (0, "")
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(action) if pk == author.pk else ""


def objections(member: Member) -> QuerySet[Hit]:
    """Hits of what was blocked and is there all the same, because its author asked for a human."""
    rows: QuerySet[Hit] = Hit.objects.real().filter(author=member, action=Action.BLOCK, subject_id__isnull=False)
    return rows


def objections_left(member: Member) -> tuple[int, datetime | None]:
    """How often somebody can still ask today, and from when on again if not at all. Under the member's lock."""
    made = list(_moments(objections(member), PER_DAY, OBJECTIONS))
    left = max(0, OBJECTIONS - len(made))
    return left, None if left else made[-1] + PER_DAY


def too_many_attempts(member: Member) -> Refusal | None:
    """Refuse one attempt too many in an hour. Counted in the hits themselves: exact, and true after every restart."""
    stopped = Hit.objects.real().filter(author=member, action__in=[Action.BLOCK, Action.ASK], subject_id=None)
    made = list(_moments(stopped, PER_HOUR, ATTEMPTS))
    if len(made) < ATTEMPTS:
        return None
    until = made[-1] + PER_HOUR
    words = _("Rules stopped this many times in the last hour. You can try again at %(time)s. What you typed is kept.")
    return Refusal(words % {"time": moment_words(until)}, until)


def _moments(hits: QuerySet[Hit], within: timedelta, most: int) -> QuerySet[Any, datetime]:
    """When it happened lately, the newest first; two rules that found one posting are one time."""
    lately = hits.filter(at__gt=timezone.now() - within).order_by().values("at").annotate(first=Min("pk"))
    return lately.order_by("-at").values_list("at", flat=True)[:most]


def _limit(left: int, until: datetime | None) -> str:
    if until is not None:
        words = _("You asked three times in one day. From %(time)s on you can ask again.")
        return words % {"time": moment_words(until)}
    words = ngettext(
        "You can ask %(most)d times a day; %(left)d time is left.",
        "You can ask %(most)d times a day; %(left)d times are left.",
        left,
    )
    return words % {"most": OBJECTIONS, "left": left}
