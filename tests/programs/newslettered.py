"""Newsletters for tests: an issue that is written, agreed to, and whose hour has come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core import mail
from django.utils import timezone

from members.profiles.models import Member
from programs.newsletters.delivering import deliver
from programs.newsletters.editing import agree, edit
from programs.newsletters.models import NewsletterIssue, NewsletterPlan
from programs.newsletters.rows import NewsletterLetter
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due, set_steps
from tests.factories import a_member
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

WORDS = "We met **twice**, and the bread was gone."


def a_newsletter(owner: Member, *, hours: float = 1, window: dict[str, Any] | None = None, **said: Any) -> Occurrence:
    """A date of a newsletter whose hour came so many hours ago, open to all at any hour."""
    program = a_program(owner, plan=False, **{
        "format": "newsletter", "title": "News of the month", "rhythm": "monthly", "zone": "UTC", "minutes": 60 * 72,
        "rule": "", **said,
    })  # fmt: skip
    always = {"from_hour": 0, "to_hour": 24, "own_clock": False}
    NewsletterPlan.objects.create(program=program, **always | (window or {}))
    program.plan(by=owner)
    occurrence: Occurrence = program.occurrences.get()
    occurrence.starts_at = timezone.now() - timedelta(hours=hours)
    occurrence.ends_at = occurrence.starts_at + program.lasts
    occurrence.save()
    set_steps([occurrence])
    return occurrence


def written(occurrence: Occurrence, by: Member, *things: dict[str, Any], **said: Any) -> NewsletterIssue:
    """An issue with words, and a part for each of these things."""
    parts = [{"part": None, "words": said.pop("words", WORDS), "thing": {}}]
    parts += [{"part": None, "words": "Read this.", "thing": thing} for thing in things]
    before = NewsletterIssue.objects.filter(occurrence=occurrence).first()
    heads = {"subject": "What happened", "preheader": "", "sections": [], **said}
    return edit(occurrence, heads, parts, edition=before.edition if before else 1, by=by)


def agreed(occurrence: Occurrence, by: Member | None = None) -> Member:
    """Somebody else says yes."""
    other = by or a_member(role="manager")
    issue = NewsletterIssue.objects.get(occurrence=occurrence)
    agree(occurrence, edition=issue.edition, by=other)
    return other


def run() -> list[EmailMultiAlternatives]:
    """What the clock and the workers do now; the letters that left."""
    mail.outbox.clear()
    Step.objects.update(retry_at=None)
    run_due()
    deliver()
    return list(mail.outbox)  # type: ignore[arg-type]


def to_whom() -> list[str]:
    """Who got a letter now."""
    return sorted(letter.to[0] for letter in run())


def end_of(member: Member) -> str:
    """How the letter of a member ended: sent, waits, or why it was dropped."""
    row = NewsletterLetter.objects.get(member=member, is_test=False)
    return "sent" if row.sent_at else str(row.dropped_why) or "waits"
