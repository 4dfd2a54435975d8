"""A message as one person would get it: as a mail, in the inbox, and on a phone; nobody is sent anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only, member_of
from config.lib.handle_names import typed_handle
from members.journeys.mailing import letter_for
from members.journeys.models import Journey, JourneyMessage, Run
from members.journeys.plans import plan_of
from members.journeys.sending import drafted, without_mail
from members.journeys.views.planning import found
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.journeys.plans import Step

WAYS = ("mail", "inbox", "phone")
# A mail brings its own styles and nothing else: no script, no request, no form, and links that lead nowhere.
LETTER_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": ["allow-popups"],
}


def _message(journey: Journey, step_id: str) -> Step:
    """The message in a draft; 404 for any other step."""
    step = plan_of(journey.draft).step(step_id)
    if step is None or step.do != "message":
        raise Http404
    return step


def _person(request: HttpRequest) -> tuple[Member, str]:
    """Whom it is shown to, by default whoever asks; with a sentence where nobody has the handle."""
    typed = request.GET.get("as", "").replace("\0", "").strip()[:60]
    if not typed:
        return member_of(request), ""
    person = Member.objects.present().named(typed_handle(typed)).first()
    return person or member_of(request), "" if person else _("Nobody here has this handle.")


def _as_sent(journey: Journey, step: Step, person: Member) -> JourneyMessage:
    run = Run(journey=journey, member=person)
    return JourneyMessage(pk=0, key="preview", token="preview", run=run, **drafted(step.values, person))  # noqa: S106 - opens nothing


@managers_only
@require_safe
def preview(request: HttpRequest, journey_id: int, step_id: str) -> HttpResponse:
    """How it looks to somebody, on one of the three ways."""
    journey = found(journey_id)
    step, (person, problem) = _message(journey, step_id), _person(request)
    way = request.GET.get("on", "")
    page = {
        "journey": journey, "step": step, "person": person, "problem": problem, "typed": request.GET.get("as", "")[:60],
        "way": way if way in WAYS else "mail", "message": _as_sent(journey, step, person),
        "without_mail": bool(without_mail([person.pk])),
    }  # fmt: skip
    return render(request, "members/journeys/preview.html", page, status=422 if problem else 200)


@managers_only
@require_safe
@xframe_options_sameorigin
@csp_override(LETTER_CSP)
def letter(request: HttpRequest, journey_id: int, step_id: str) -> HttpResponse:
    """The mail itself, for a frame."""
    journey = found(journey_id)
    mail = letter_for(_as_sent(journey, _message(journey, step_id), _person(request)[0]))
    return HttpResponse(str(mail.alternatives[0][0]))
