"""An issue, for managers: writing it, agreeing to it, a test to oneself, and stopping it while it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.limits import DIGEST_TESTS, spend
from config.lib.numbers import whole_number
from members.profiles.refusing import NotNow
from programs.newsletters.counting import numbers_of
from programs.newsletters.editing import agree, edit, go_on, hold, why_not_agree, why_not_edit
from programs.newsletters.enrolling import send_test
from programs.newsletters.forms import IssueForm, PartForms, in_their_places, parts_of
from programs.newsletters.models import KEY, NewsletterIssue
from programs.newsletters.receiving import receivers_of
from programs.newsletters.writing import title_of
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile, read_again, status_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member


def date_of(occurrence_id: int) -> Occurrence:
    """A date of a newsletter; 404 for any other."""
    rows = Occurrence.objects.select_related("program__audience", "program__space", "program__owner", "host")
    found: Occurrence = get_object_or_404(rows, pk=occurrence_id, program__format=KEY)
    return found


def issue_of(occurrence: Occurrence) -> NewsletterIssue:
    """Its issue; as it will be begun where the clock has not done so."""
    found = NewsletterIssue.objects.select_related("edited_by", "agreed_by", "held_by").filter(occurrence=occurrence)
    issue: NewsletterIssue = found.first() or NewsletterIssue(occurrence=occurrence, subject=occurrence.name)
    issue.occurrence = occurrence
    return issue


@managers_only
@require_safe
def newsletter_edit(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The issue with its parts and what is to be done next."""
    issue = issue_of(date_of(occurrence_id))
    return _page(request, issue, IssueForm.showing(issue), _parts(issue, member_of(request)))


def _parts(issue: NewsletterIssue, by: Member) -> Any:
    if issue._state.adding:
        return PartForms(prefix="parts", form_kwargs={"viewer": by})
    return parts_of(issue, by)


def _page(request: HttpRequest, issue: NewsletterIssue, form: IssueForm, parts: Any, status: int = 200) -> HttpResponse:
    by, is_made = member_of(request), not issue._state.adding
    known = {part.pk: part for part in _with_things(issue)} if is_made else {}
    rows = [(one, _title(known.get(whole_number(str(one["part"].value())) or 0))) for one in parts]
    frozen = why_not_edit(issue)
    page = {
        "issue": issue, "occurrence": issue.occurrence, "plan": issue.plan, "form": form, "parts": parts, "rows": rows,
        "frozen": frozen.sentence if frozen else "", "is_made": is_made, "is_agreed": is_made and issue.is_agreed,
        "refusal": why_not_agree(by, issue) if is_made else None, "numbers": numbers_of(issue) if is_made else None,
        "receivers": receivers_of(issue.occurrence).count(),
        "clicked": [(_title(one), one.clicks) for one in known.values() if one.clicks],
        "may_hold": issue.occurrence.opened_at is not None and issue.held_at is None,
    }  # fmt: skip
    return render(request, "programs/newsletters/edit.html", page, status=status)


def _with_things(issue: NewsletterIssue) -> Any:
    return issue.parts.select_related("thread", "guide", "date__program")


def _title(part: Any) -> str:
    return title_of(part.thing) if part is not None and part.thing is not None else ""


@managers_only
@require_POST
def newsletter_save(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Keep the issue; with `ready` the team is asked for a second pair of eyes."""
    occurrence, by = date_of(occurrence_id), member_of(request)
    form = IssueForm(request.POST)
    parts = PartForms(request.POST, prefix="parts", form_kwargs={"viewer": by})
    if form.is_valid() & parts.is_valid():
        is_ready, kept = "ready" in request.POST, in_their_places(parts)
        if is_ready and not kept:
            form.add_error(None, _("Write at least one part."))
        else:
            try:
                edit(
                    occurrence, form.cleaned_data, kept, edition=form.cleaned_data["edition"], by=by, is_ready=is_ready
                )
            except ChangedMeanwhile as overtaken:
                issue = issue_of(occurrence)
                read_again(form, issue.edition)
                return _page(request, issue, form, parts, overtaken.refusal.status)
            except NotNow as no:
                form.add_error(None, no.refusal.sentence)
            else:
                messages.success(request, _("Saved. The team is asked to agree.") if is_ready else _("Saved."))
                return redirect("newsletter_edit", occurrence_id)
    return _page(request, issue_of(occurrence), form, parts, 422)


def _done(request: HttpRequest, occurrence: Occurrence, act: Callable[[], Any], words: str) -> HttpResponse:
    """Do it and say so, or show the page again with the reason why not."""
    try:
        act()
    except NotNow as no:
        issue = issue_of(occurrence)
        messages.error(request, no.refusal.sentence)
        return _page(request, issue, IssueForm.showing(issue), _parts(issue, member_of(request)), status_of(no))
    messages.success(request, words)
    return redirect("newsletter_edit", occurrence.pk)


@managers_only
@require_POST
def newsletter_agree(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say yes to just this edition."""
    occurrence, typed = date_of(occurrence_id), request.POST.get("edition", "")
    act = lambda: agree(occurrence, edition=whole_number(typed) or 0, by=member_of(request))  # noqa: E731
    return _done(request, occurrence, act, _("Agreed. It leaves in its window."))


@managers_only
@require_POST
def newsletter_hold(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Stop it while it leaves, or let the rest leave."""
    occurrence, way, by = date_of(occurrence_id), request.POST.get("go"), member_of(request)
    if way == "stop":
        return _done(request, occurrence, lambda: hold(occurrence, by=by), _("Stopped. No more letters leave."))
    if way == "on":
        return _done(request, occurrence, lambda: go_on(occurrence, by=by), _("The rest leaves now."))
    raise Http404


@managers_only
@require_POST
def newsletter_test(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Send a manager the issue as they would get it."""
    issue, me = issue_of(date_of(occurrence_id)), member_of(request)
    if issue._state.adding or not issue.parts.exists():
        messages.error(request, _("Write at least one part."))
        return _page(request, issue, IssueForm.showing(issue), _parts(issue, me), 422)
    spend(DIGEST_TESTS, me.pk)
    send_test(issue, by=me)
    messages.success(request, _("It is on its way to %(address)s.") % {"address": me.email})
    return redirect("newsletter_edit", occurrence_id)
