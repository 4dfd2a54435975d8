"""Writing an issue, agreeing to it, stopping it while it leaves: in the order date, then issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal
from programs.newsletters.drafting import ask_for_a_yes, draft, finish_tasks
from programs.newsletters.models import NewsletterIssue, NewsletterPart
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member


@transaction.atomic
def edit(
    occurrence: Occurrence, said: dict[str, Any], parts: Sequence[dict[str, Any]], *, edition: int, by: Member,
    is_ready: bool = False,
) -> NewsletterIssue:  # fmt: skip
    """Keep an issue as it was typed; what somebody agreed to before is not this any more.

    `is_ready`: ask the team for a second pair of eyes. Raises ChangedMeanwhile, and NotNow while it leaves or has left.
    """
    issue = _locked(occurrence)
    if refusal := why_not_edit(issue):
        raise NotNow(refusal)
    if issue.edition != edition:
        raise ChangedMeanwhile
    issue.subject, issue.preheader, issue.sections = said["subject"], said["preheader"], said["sections"]
    issue.edition, issue.edited_by = edition + 1, by
    issue.agreed_mark, issue.agreed_at, issue.agreed_by = "", None, None
    issue.save()
    _keep(issue, parts)
    record("newsletter.edited", actor=by, subject=issue.occurrence, edition=issue.edition)
    if is_ready:
        ask_for_a_yes(issue)
    return issue


def _keep(issue: NewsletterIssue, parts: Sequence[dict[str, Any]]) -> None:
    """Rows that stay keep their numbers, because letters that left lead to them."""
    known = {part.pk: part for part in issue.parts.all()}
    kept = {pk: known[pk] for one in parts if (pk := one["part"]) in known and known[pk].leads_to(one["thing"])}
    issue.parts.exclude(pk__in=kept).delete()
    for place, one in enumerate(parts):
        part = kept.get(one["part"]) or NewsletterPart(issue=issue, **one["thing"])
        part.place, part.words = place, one["words"]
        part.save()


@transaction.atomic
def agree(occurrence: Occurrence, *, edition: int, by: Member) -> None:
    """Say yes to an issue as it is; nothing where it has one. Raises ChangedMeanwhile, NotNow."""
    issue = _locked(occurrence)
    if issue.edition != edition:
        raise ChangedMeanwhile
    if refusal := why_not_agree(by, issue):
        raise NotNow(refusal)
    if not issue.is_agreed:
        issue.agreed_mark, issue.agreed_at, issue.agreed_by = issue.mark, timezone.now(), by
        issue.save(update_fields=["agreed_mark", "agreed_at", "agreed_by"])
        record("newsletter.agreed", actor=by, subject=issue.occurrence, edition=issue.edition)
        finish_tasks(issue, by=by)


@transaction.atomic
def hold(occurrence: Occurrence, *, by: Member) -> None:
    """Let no more letters leave, from the next one on; nothing if it is so. Raises NotNow if it does not leave."""
    issue = _locked(occurrence)
    if issue.occurrence.opened_at is None:
        raise NotNow(Refusal(_("It has not begun to leave.")))
    if issue.held_at is None:
        issue.held_at, issue.held_by = timezone.now(), by
        issue.save(update_fields=["held_at", "held_by"])
        record("newsletter.held", actor=by, subject=issue.occurrence)


@transaction.atomic
def go_on(occurrence: Occurrence, *, by: Member) -> None:
    """Send the rest, as somebody agreed to it. Raises NotNow; nothing if it was not stopped."""
    issue = _locked(occurrence)
    if issue.held_at is None:
        return
    if not issue.is_agreed:
        raise NotNow(Refusal(_("It was changed. Somebody else has to agree before the rest leaves.")))
    issue.held_at, issue.held_by = None, None
    issue.save(update_fields=["held_at", "held_by"])
    record("newsletter.continued", actor=by, subject=issue.occurrence)


def why_not_edit(issue: NewsletterIssue) -> Refusal | None:
    """Why nobody can change it now."""
    occurrence = issue.occurrence
    if occurrence.called_off_at is not None or occurrence.missed_at is not None:
        return Refusal(_("It does not leave. Put the date back first."))
    if occurrence.closed_at is not None:
        return Refusal(_("It has left."))
    if occurrence.opened_at is not None and issue.held_at is None:
        return Refusal(_("It is leaving. Stop it first."))
    return None


def why_not_agree(member: Member, issue: NewsletterIssue) -> Refusal | None:
    """Why this person cannot agree to it now."""
    if issue.edited_by_id is None:
        return Refusal(_("Nobody has written it yet."))
    if issue.edited_by_id == member.pk:
        return Refusal(_("You wrote it last, so somebody else has to agree."))
    if not issue.parts.exists():
        return Refusal(_("It has no part yet."))
    return why_not_edit(issue)


def _locked(occurrence: Occurrence) -> NewsletterIssue:
    current = Occurrence.objects.locked(occurrence.pk)
    draft(current)
    issues = NewsletterIssue.objects.select_for_update(of=("self",)).select_related("occurrence__program__audience")
    found: NewsletterIssue = issues.get(occurrence=current)
    return found
