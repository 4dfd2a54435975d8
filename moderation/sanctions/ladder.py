"""The next step for a person: by the strikes that count and the severity. A human confirms it, always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Severity
from moderation.review.asking import asked_once
from moderation.review.proposing import Step, steps
from moderation.sanctions.models import LIVES, Strike
from moderation.sanctions.steps import rungs

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case


@asked_once
def live_strikes(member: Member) -> list[Strike]:
    """What counts now; what ends last stands last."""
    return list(Strike.objects.live().filter(member=member).select_related("decision__rule").order_by("expires_at"))


@steps
def propose(case: Case) -> Step | None:
    """The next step for whoever a case is about; None if it is about nobody, or an appeal."""
    if case.about is None or case.is_appeal:
        return None
    return step_for(live_strikes(case.about), case.severity_in_all)


def place_after(count: int, severity: int, of: int) -> int:
    """Which step follows when so many count, from 1 on: the next one, in severe cases the one after it."""
    return min(count + (2 if severity >= Severity.HIGH else 1), of)


def step_for(strikes: list[Strike], severity: int) -> Step:
    """The step that follows from these strikes."""
    ladder = rungs()
    number = place_after(len(strikes), severity, len(ladder))
    person, days = ladder[number - 1].at(severity)
    return Step(
        person=person,
        days=days,
        number=number,
        of=len(ladder),
        expires_at=timezone.now() + LIVES,
        why=_why(strikes, severity, is_later=number > min(len(strikes) + 1, len(ladder))),
    )


def _why(strikes: list[Strike], severity: int, *, is_later: bool) -> str:
    said = _counted(strikes, Severity(severity).label.lower())
    later = _("A severe case is one step further on.")
    return f"{said} {later}" if is_later else said


def _counted(strikes: list[Strike], severity: str) -> str:
    if not strikes:
        return _("No step counts now; severity %(severity)s.") % {"severity": severity}
    day = formats.date_format(timezone.localtime(strikes[-1].expires_at), "DATE_FORMAT")
    words = ngettext(
        "%(count)d step counts until %(day)s; severity %(severity)s.",
        "%(count)d steps count, the last until %(day)s; severity %(severity)s.",
        len(strikes),
    )
    return words % {"count": len(strikes), "day": day, "severity": severity}
