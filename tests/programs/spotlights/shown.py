"""Spotlights for tests, as far as is wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.spotlights.agreeing import accept, agree, ask, write
from programs.spotlights.models import Spotlight
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

QUESTIONS = ["What brought you here?", "What do you mend?"]
ANSWERS = ["The zinc bucket, *honestly*.", "Nets."]


def a_date(owner: Member, space: Space, **said: Any) -> Occurrence:
    """A date for a spotlight, tomorrow."""
    program = a_program(
        owner, format="spotlight", title="Member of the month", space=space, rule="", minutes=60 * 24 * 7, **said
    )
    found: Occurrence = program.occurrences.select_related("program__space").get()
    return found


def asked(occurrence: Occurrence, member: Member, *, by: Member) -> Spotlight:
    """Somebody is asked."""
    return ask(occurrence, member, QUESTIONS, by=by)


def agreed(occurrence: Occurrence, member: Member, *, by: Member, answers: list[str] | None = None) -> Spotlight:
    """Somebody wrote, and said yes to their words."""
    one = asked(occurrence, member, by=by)
    accept(one, by=member)
    write(one, answers or ANSWERS, edition=1, by=member, send=True)
    one.refresh_from_db()
    agree(one, edition=one.edition, by=member)
    one.refresh_from_db()
    return one


def its_day_comes(occurrence: Occurrence) -> None:
    """The clock does what is due for it."""
    starts = timezone.now() - timedelta(minutes=1)
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=starts)
    Step.objects.filter(occurrence=occurrence, key="open").update(at=starts, retry_at=None)
    run_due()
    occurrence.refresh_from_db()


def published(owner: Member, space: Space, member: Member, answers: list[str] | None = None) -> Spotlight:
    """Somebody is shown."""
    occurrence = a_date(owner, space)
    one = agreed(occurrence, member, by=owner, answers=answers)
    its_day_comes(occurrence)
    one.refresh_from_db()
    return one
