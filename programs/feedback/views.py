"""Pages of "You said, we did": what is published with its history, and the draft for its editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.threads.models import Thread
from config.lib.audience import managers_only, member_of, public
from members.profiles.refusing import NotNow
from programs.feedback.forms import IssueForm, LineForms, in_order, lines_of
from programs.feedback.models import Feedback, Source
from programs.feedback.publishing import edit, publish
from programs.series.models import Program
from programs.series.overtaken import ChangedMeanwhile, read_again
from programs.surveys.models import Round

if TYPE_CHECKING:
    from config.lib.audience import Viewer

PAGE = 20


@public
@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """All issues, newest first; for managers with the drafts."""
    seen = Feedback.objects.visible_to(request.user).select_related("occurrence__program__space")
    page: dict[str, Any] = {
        "page": Paginator(seen.order_by("-published_at", "-pk"), PAGE).get_page(request.GET.get("page")),
        "drafts": _drafts(request),
    }
    return render(request, "programs/feedback/index.html", page)


def _drafts(request: HttpRequest) -> list[Feedback]:
    if not request.user.is_authenticated or not request.user.is_manager:
        return []
    found = Feedback.objects.filter(published_at=None, occurrence__program__in=Program.objects.visible_to(request.user))
    return list(found.order_by("-until")[:PAGE])


@public
@require_safe
def feedback_issue(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """One issue; lines whose source the reader may not see (any more) are left out."""
    issues = Feedback.objects.visible_to(request.user).select_related("occurrence__thread", "occurrence__program")
    issue = get_object_or_404(issues, occurrence=occurrence_id)
    lines = list(issue.lines.filter(dropped_at=None))
    wanted = {line.thread_id for line in lines if line.thread_id is not None}
    seen = set(
        Thread.objects.visible_to(request.user).filter(pk__in=wanted, deleted_at=None).values_list("pk", flat=True)
    )
    told = {line.link for line in lines if line.source == Source.SURVEY}
    unshared = told - {""} - (_shared_rounds(request.user) if told else set())
    seen_or_none = [line for line in lines if line.thread_id is None or line.thread_id in seen]
    shown = [line for line in seen_or_none if line.link not in unshared]
    return render(request, "programs/feedback/issue.html", {"issue": issue, "lines": shown})


def _shared_rounds(viewer: Viewer) -> set[str]:
    """Where the results of surveys stand that the viewer may read now."""
    rounds = Round.objects.shared_with(viewer).values_list("occurrence_id", flat=True)
    return {reverse("survey_shared", args=[pk]) for pk in rounds}


def _draft(occurrence_id: int) -> Feedback:
    rows = Feedback.objects.select_related("occurrence__program__space")
    found: Feedback = get_object_or_404(rows, occurrence=occurrence_id)
    return found


@managers_only
@require_safe
def feedback_edit(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The draft."""
    issue = _draft(occurrence_id)
    if issue.published_at is not None:
        return redirect(issue)
    initial = {"edition": issue.edition, "title": issue.title, "intro": issue.intro}
    return _page(request, issue, IssueForm(initial=initial), lines_of(issue))


def _page(request: HttpRequest, issue: Feedback, form: IssueForm, lines: Any, status: int = 200) -> HttpResponse:
    sources = {line.pk: line.get_source_display() for line in issue.lines.all()}
    rows = [(one, sources.get(_number(one["line"].value()), "")) for one in lines]
    page = {"issue": issue, "form": form, "lines": lines, "rows": rows, "space": issue.occurrence.program.space}
    return render(request, "programs/feedback/edit.html", page, status=status)


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() and len(str(value)) < 18 else 0


@managers_only
@require_POST
def feedback_save(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Keep the draft; with `publish` also say it."""
    issue, by = _draft(occurrence_id), member_of(request)
    form, lines = IssueForm(request.POST), LineForms(request.POST, prefix="lines")
    if not (form.is_valid() & lines.is_valid()):
        return _page(request, issue, form, lines, 422)
    edition = form.cleaned_data["edition"]
    try:
        with transaction.atomic():  # what cannot be published is not saved either, and stands in the form
            edit(issue, form.cleaned_data, in_order(lines), edition=edition, by=by)
            if "publish" in request.POST:
                publish(issue, edition=edition + 1, by=by)
    except ChangedMeanwhile as overtaken:
        issue = _draft(occurrence_id)
        read_again(form, issue.edition)
        return _page(request, issue, form, lines, overtaken.refusal.status)
    except NotNow as not_now:
        form.add_error(None, not_now.refusal.sentence)
    else:
        is_said = "publish" in request.POST
        messages.success(request, _("Published.") if is_said else _("Saved."))
        return redirect("feedback_issue" if is_said else "feedback_edit", occurrence_id)
    return _page(request, issue, form, lines, 422)
