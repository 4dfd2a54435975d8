"""What a journey told a member: the message on a page, and the way to hear no more."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only, public
from config.lib.one_click import after_stopping
from members.journeys.mailing import has_stopped, hear_again, stop
from members.journeys.models import JourneyMessage
from members.journeys.notices import notice_number
from members.notifications.reading import mark_read

TOKEN_LENGTH = 32


@members_only
@require_safe
def journey_message(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A message to oneself, which is read now; 404 for anybody else's."""
    message = get_object_or_404(
        JourneyMessage.objects.select_related("run__journey", "host"), pk=letter_id, member=member_of(request)
    )
    mark_read(message.member, notice_number(message.pk))
    return render(request, "members/journeys/message.html", {"message": message})


@csrf_exempt  # Mail programs send this POST without a cookie (RFC 8058); the token in the address is what allows it.
@public
def journey_stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more of this journey, or of any, without signing in. GET shows the choices; only POST acts."""
    found = JourneyMessage.objects.select_related("run__journey", "member").filter(token=token[:TOKEN_LENGTH]).first()
    if found is None or not found.member.is_active:
        raise Http404
    member, journey = found.member, found.run.journey
    if request.method == "POST":
        act = request.POST.get("act", "stop")
        if act == "again":
            hear_again(member, journey)
            hear_again(member, None)
        elif act in ("stop", "all"):
            stop(member, journey if act == "stop" else None)
        else:
            raise Http404
        return after_stopping(request, reverse("journey_stop", args=[token]))
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    context = {"message": found, "journey": journey, "has_stopped": has_stopped(member, journey)}
    answer = render(request, "members/journeys/stop.html", context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
