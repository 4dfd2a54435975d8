"""A member's devices: added by a press on the device itself, removed from anywhere."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import MemberRequest, members_only
from config.lib.limits import PUSH_DEVICES, by_member, limited
from members.push.devices import WrongDevice, add_device, remove_device
from members.push.keys import public_key


@members_only
@require_POST
def push_key(request: HttpRequest) -> HttpResponse:
    """What a browser is to know our pushes by; asked for by a press, and made by the first one."""
    return JsonResponse({"key": public_key()})


@members_only
@require_POST
@limited(PUSH_DEVICES, key=by_member)
def push_device_add(request: HttpRequest) -> HttpResponse:
    """Tell the member on this device from now on; only its own script can ask for that."""
    given = {name: request.POST.get(name, "").strip() for name in ("endpoint", "p256dh", "auth")}
    try:
        member, browser = cast("MemberRequest", request).user, request.headers.get("User-Agent", "")
        add_device(member, request.session, **given, user_agent=browser)
    except WrongDevice as wrong:
        return JsonResponse({"error": str(wrong)}, status=422)
    messages.success(request, _("You are told on this device from now on."))
    return HttpResponse(status=201)


@members_only
@require_POST
def push_device_remove(request: HttpRequest, device_id: int) -> HttpResponse:
    """No more pushes to one of the member's devices."""
    if not remove_device(cast("MemberRequest", request).user, device_id):
        raise Http404
    messages.success(request, _("Removed. You are not told there any more."))
    return redirect("settings_notifications")
