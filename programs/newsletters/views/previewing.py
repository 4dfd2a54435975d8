"""An issue as a reader would get it; nobody is sent anything. Personal parts are shown to oneself alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only, member_of
from members.installation.sending import sender
from members.journeys.views.previewing import LETTER_CSP
from members.profiles.models import Member
from programs.newsletters.forms import ReaderForm
from programs.newsletters.receiving import receivers_of
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.views.managing import date_of, issue_of
from programs.newsletters.writing import Writing, Written, stop_address


@managers_only
@require_safe
def newsletter_preview(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Whom it is shown as, and the letter in a frame."""
    issue = issue_of(date_of(occurrence_id))
    if issue._state.adding:
        raise Http404
    form = ReaderForm(request.GET, viewer=member_of(request))
    is_found = form.is_valid()
    person = form.person
    page = {
        "issue": issue, "occurrence": issue.occurrence, "form": form, "person": person, "is_me": person == request.user,
        "gets_it": receivers_of(issue.occurrence).filter(pk=person.pk).exists(),
        "show": form.cleaned_data.get("show", ""), "language": form.cleaned_data.get("language", ""),
    }  # fmt: skip
    return render(request, "programs/newsletters/preview.html", page, status=200 if is_found else 422)


@managers_only
@require_safe
@xframe_options_sameorigin
@csp_override(LETTER_CSP)
def newsletter_letter(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The letter itself, for the frame."""
    issue, form = issue_of(date_of(occurrence_id)), ReaderForm(request.GET, viewer=member_of(request))
    if issue._state.adding or not form.is_valid():
        raise Http404
    person = Member.objects.get_queryset().get(pk=form.person.pk)
    person.language = form.cleaned_data["language"] or person.language
    writing = Writing(issue, {person.pk: person})
    written = writing.written()[person.pk]
    if person != request.user:
        written = Written(written.parts, [])
    row = NewsletterLetter(pk=0, key="preview", issue=issue, member=person)
    # The address in the footer acts for its reader, so that of somebody else is not shown.
    letter = writing.letter(row, person, written, sender(), stop=stop_address(member_of(request)))
    return HttpResponse(str(letter.alternatives[0][0]))
