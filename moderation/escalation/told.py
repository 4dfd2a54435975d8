"""What an escalation tells, behind the address in its letter: no sign-in, one button, nothing of the case itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import public
from moderation.escalation.escalating import acknowledge
from moderation.escalation.models import EscalationCall, Link
from moderation.escalation.whom import may_be_told


@public
@require_safe
@never_cache
def escalation_told(request: HttpRequest, token: str) -> HttpResponse:
    """What it says, or that it has ended. 404 for a wrong address, and for whoever may not know of it any more."""
    return _page(request, _found(token))


def _page(request: HttpRequest, call: EscalationCall) -> HttpResponse:
    status = 200 if call.link in (Link.OPEN, Link.YOURS) else 410
    page = {"call": call, "escalation": call.escalation}
    answer = render(request, "moderation/escalation/told.html", page, status=status)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@public
@require_POST
@never_cache
def escalation_acknowledge(request: HttpRequest, token: str) -> HttpResponse:
    """Look after it from now on, once; for somebody of the team it is they who do. An address that ended says so."""
    call = _found(token)
    if call.link != Link.OPEN:
        return _page(request, call)
    assert call.escalation is not None
    acknowledge(call.escalation, by=call.member, call=call)
    return redirect("escalation_told", token=token)


def _found(token: str) -> EscalationCall:
    call = EscalationCall.named(token)
    if call is None or not may_be_told(call):
        raise Http404
    return call
