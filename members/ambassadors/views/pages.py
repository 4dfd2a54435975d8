"""The page about ambassadors, applying, and the kit."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import Viewer, member_of, members_only, public
from config.lib.limits import NOMINATIONS, by_member, limited
from config.lib.markup import NullResolver
from config.lib.markup import render as rendered
from members.ambassadors.applying import AmbassadorApplication, apply, may_apply
from members.ambassadors.forms import AnswerForm, ApplyForm
from members.ambassadors.kit import KitFile, may_use_kit, serves
from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import answer_back
from members.profiles.finding import Wanted, people
from members.profiles.refusing import NotNow

PAGE, NAMED = 48, 24


def _shown(viewer: Viewer) -> AmbassadorProgramme:
    programme = AmbassadorProgramme.current()
    if not programme.is_shown_to(viewer):
        raise Http404
    return programme


@public
@require_safe
def ambassadors(request: HttpRequest) -> HttpResponse:
    """What ambassadors do, who they are, and how one becomes one."""
    programme, known = _shown(request.user), people(request.user, Wanted())
    now = Ambassador.objects.serving().values("member")
    former = Ambassador.objects.alumni().values("member")
    page = {
        "programme": programme,
        "doing": rendered(programme.doing_text, NullResolver()).html,
        "expecting": rendered(programme.expecting_text, NullResolver()).html,
        "page": Paginator(known.filter(pk__in=now), PAGE).get_page(request.GET.get("page")),
        "alumni": known.filter(pk__in=former)[:NAMED],
        "serves": serves(request.user),
    }
    return render(request, "members/ambassadors/page.html", page)


@members_only
@require_safe
@never_cache
def apply_page(request: HttpRequest) -> HttpResponse:
    """The form, or how one's application stands."""
    return _apply_page(request)


def _apply_page(
    request: HttpRequest, form: ApplyForm | None = None, answer_form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    member, programme = member_of(request), AmbassadorProgramme.current()
    latest = AmbassadorApplication.objects.of(member).first()
    if latest is None and not programme.is_shown_to(member):
        raise Http404
    page = {
        "latest": latest,
        "asked_back": latest.asked_back.all() if latest else [],
        "refusal": may_apply(member, programme),
        "form": form or ApplyForm(questions=programme.asked),
        "answer_form": answer_form or AnswerForm(),
        "has_problem": status == 422,
    }
    return render(request, "members/ambassadors/apply.html", page, status=status)


@members_only
@require_POST
@limited(NOMINATIONS, key=by_member)
def send(request: HttpRequest) -> HttpResponse:
    """Apply."""
    form = ApplyForm(request.POST, questions=_shown(request.user).asked)
    if not form.is_valid():
        return _apply_page(request, form=form, status=422)
    try:
        apply(form.answers, by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _apply_page(request, form=form, status=422)
    messages.success(request, _("The team has your application. You are told here how it goes on."))
    return redirect("ambassador_apply")


@members_only
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Answer what the team asked."""
    latest, form = _latest(request), AnswerForm(request.POST)
    if not form.is_valid():
        return _apply_page(request, answer_form=form, status=422)
    if answer_back(latest, form.cleaned_data["answer"], by=member_of(request)):
        messages.success(request, _("The team has your answer."))
    else:
        messages.info(request, _("Nothing waits for an answer any more."))
    return redirect("ambassador_apply")


@members_only
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one's application back."""
    if _latest(request).withdraw(by=member_of(request)):
        messages.success(request, _("Your application is taken back. You can apply again whenever you like."))
    else:
        messages.info(request, _("It was decided before, or you took it back already."))
    return redirect("ambassador_apply")


def _latest(request: HttpRequest) -> AmbassadorApplication:
    found = AmbassadorApplication.objects.of(member_of(request)).first()
    if found is None or member_of(request).is_suspended:
        raise Http404
    return found


@members_only
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """What ambassadors have at hand."""
    if not may_use_kit(request.user):
        raise Http404
    programme = AmbassadorProgramme.current()
    page = {
        "programme": programme,
        "kit": rendered(programme.kit, NullResolver()).html,
        "files": KitFile.objects.all(),
    }
    return render(request, "members/ambassadors/kit.html", page)


@members_only
@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": [""]})
def kit_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """One file, to be kept."""
    if not may_use_kit(request.user):
        raise Http404
    found = get_object_or_404(KitFile, pk=file_id)
    try:
        content = default_storage.open(found.path)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=found.file_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
