"""The next step for a person: by the strikes that count and the severity. A human confirms it, always."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Person, Severity
from moderation.review.asking import asked_once
from moderation.review.proposing import Step, steps
from moderation.sanctions.models import LIVES, Strike

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case


@dataclass(frozen=True)
class Rung:
    """What is proposed, and for how many days."""

    person: Person
    days: int | None = None


LADDER = (
    Rung(Person.EDUCATE), Rung(Person.WARN), Rung(Person.SILENCE, 7), Rung(Person.SUSPEND, 30), Rung(Person.BAN),
)  # fmt: skip
"""By how many strikes count: none, one, two, three, more."""
SEVERE = (
    Rung(Person.WARN), Rung(Person.WARN), Rung(Person.SUSPEND, 7), Rung(Person.SUSPEND, 30), Rung(Person.BAN),
)  # fmt: skip
"""The same where a case is of high severity."""


def ladder_of(severity: int) -> tuple[Rung, ...]:
    """The steps in their order."""
    return SEVERE if severity >= Severity.HIGH else LADDER


@asked_once
def live_strikes(member: Member) -> list[Strike]:
    """What counts now; what ends last stands last."""
    return list(Strike.objects.live().filter(member=member).select_related("decision__rule").order_by("expires_at"))


@steps
def propose(case: Case) -> Step | None:
    """The next step for whoever a case is about; None if it is about nobody, or an appeal."""
    if case.about is None or case.is_appeal:
        return None
    return step_for(live_strikes(case.about), case.severity)


def step_for(strikes: list[Strike], severity: int) -> Step:
    """The step that follows from these strikes."""
    ladder = ladder_of(severity)
    place = min(len(strikes), len(ladder) - 1)
    rung = ladder[place]
    return Step(
        person=rung.person,
        days=rung.days,
        number=place + 1,
        of=len(ladder),
        expires_at=timezone.now() + LIVES,
        why=_why(strikes, severity),
    )


def _why(strikes: list[Strike], severity: int) -> str:
    word = Severity(severity).label.lower()
    if not strikes:
        return _("No step counts now; severity %(severity)s.") % {"severity": word}
    day = formats.date_format(timezone.localtime(strikes[-1].expires_at), "DATE_FORMAT")
    words = ngettext(
        "%(count)d step counts until %(day)s; severity %(severity)s.",
        "%(count)d steps count, the last until %(day)s; severity %(severity)s.",
        len(strikes),
    )
    return words % {"count": len(strikes), "day": day, "severity": word}
