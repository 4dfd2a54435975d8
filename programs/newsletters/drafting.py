"""Beginning an issue: the clock makes the draft of a date once, and gives its editor the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.activity.log import record
from members.digest.sections import SECTIONS
from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.duties.models import Kind as Task
from members.duties.owning import may_own
from members.installation.models import Installation
from programs.newsletters.models import NewsletterIssue

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.occurrences import Occurrence


@transaction.atomic
def draft(occurrence: Occurrence) -> NewsletterIssue:
    """The issue of a date, made if there is none yet; its personal parts are those of the issue before."""
    before = NewsletterIssue.objects.filter(
        occurrence__program__in=occurrence.program.chain, occurrence__starts_at__lt=occurrence.starts_at
    ).order_by("-occurrence__starts_at").first()  # fmt: skip
    sections = before.sections if before is not None else [key for key, one in SECTIONS.items() if one.carries]
    issue, is_new = NewsletterIssue.objects.get_or_create(
        occurrence=occurrence, defaults={"subject": occurrence.name, "sections": sections}
    )
    if is_new:
        record("newsletter.drafted", actor=None, subject=occurrence)
    found: NewsletterIssue = issue
    return found


def ask_editor(occurrence: Occurrence) -> None:
    """Give whoever leads it the task to write it; the same task again if there is one."""
    leads = occurrence.leads
    with translation.override(Installation.current().language):
        note = _("An issue of a newsletter is to be written: %(link)s") % {"link": _page_of(occurrence)}
    to = leads if leads is not None and may_own(leads) else None
    ask_somebody(Task.REVIEW, key=f"newsletter:{occurrence.pk}", note=note, due=occurrence.starts_at, to=to)


def ask_for_a_yes(issue: NewsletterIssue) -> None:
    """It is written: ask the team that somebody else looks at it, once for each edition."""
    occurrence = issue.occurrence
    finish_tasks(issue, by=issue.edited_by)
    with translation.override(Installation.current().language):
        note = _("An issue of a newsletter waits for a second pair of eyes: %(link)s") % {"link": _page_of(occurrence)}
    ask_somebody(
        Task.REVIEW, key=f"newsletter-yes:{issue.pk}:{issue.edition}", note=note, due=occurrence.starts_at,
        by=issue.edited_by,
    )  # fmt: skip


def finish_tasks(issue: NewsletterIssue, *, by: Member | None) -> None:
    """What was asked for is done: the writing, and looking at an edition."""
    asked = Q(key=f"newsletter:{issue.occurrence_id}") | Q(key__startswith=f"newsletter-yes:{issue.pk}:")
    for task in Duty.objects.open().filter(asked).order_by("pk"):
        task.finish(by=by)


def _page_of(occurrence: Occurrence) -> str:
    """Where it is written. The whole team reads tasks, so that they name no newsletter of a private space."""
    return reverse("newsletter_edit", args=[occurrence.pk])
