"""The door for mail that another server hands in, and the way back for an address that mail did not reach."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.lib.audience import MemberRequest, members_only, public
from config.lib.mail_in import MOST_BYTES
from members.replying.bouncing import try_address_again
from members.replying.receiving import take_in
from members.replying.signing import HEADER, is_signed


@csrf_exempt  # A mail server has no cookie; the signature over the whole mail is what allows it.
@public
@require_POST
def mail_in(request: HttpRequest) -> HttpResponse:
    """Take in one mail as it stands in the body, signed. 404 where no secret is set, 403 without a good signature."""
    if not settings.MAIL_IN_SECRET:
        raise Http404
    if HEADER not in request.headers:
        return HttpResponse("Not signed.\n", status=403, content_type="text/plain")
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return HttpResponse("Too large.\n", status=413, content_type="text/plain")
    if not is_signed(request.headers.get(HEADER, ""), raw):
        return HttpResponse("Not signed.\n", status=403, content_type="text/plain")
    return HttpResponse(status=202 if take_in(raw) else 200)


@members_only
@require_POST
def settings_notifications_again(request: HttpRequest) -> HttpResponse:
    """Send mail to the own address again, although it came back."""
    try_address_again(cast("MemberRequest", request).user)
    messages.success(request, _("Mail goes to your address again."))
    return redirect("settings_notifications")
