"""Uploads: taking pictures in, and giving them to whoever may see them."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from community.posts.permissions import YOUNG, barred
from community.uploads.models import Upload
from community.uploads.storing import store
from config.lib.audience import members_only, public
from config.lib.limits import UPLOAD_BYTES, UPLOADS_NEW, hit
from config.lib.pictures import PictureRefused
from members.profiles.models import Member

_SANDBOX: dict[str, Any] = {"default-src": [CSP.NONE], "sandbox": True}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """Take a picture in; without JavaScript also the page that says how to show it."""
    member = cast(Member, request.user)
    if request.method == "POST":
        return _take(request, member)
    return _page(request, member)


def _page(request: HttpRequest, member: Member, error: str = "", status: int = 200) -> HttpResponse:
    waiting = Upload.objects.unused().filter(owner=member).order_by("-created_at")[:20]
    context = {"uploads": waiting, "error": error, "most": filesizeformat(settings.UPLOAD_LIMIT_BYTES)}
    return render(request, "community/uploads/index.html", context, status=status)


def _take(request: HttpRequest, member: Member) -> HttpResponse:
    if (refusal := barred(member)) is not None:
        return _refuse(request, member, refusal.sentence, 403)
    file = request.FILES.get("picture")
    if file is None or not hasattr(file, "size"):
        return _refuse(request, member, _("Choose a picture first."), 422)
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        most = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        return _refuse(request, member, _("This file is larger than %(most)s.") % {"most": most}, 413)
    if wait := _too_many(member, file.size or 0):
        return _refuse(request, member, _("That was a lot of pictures. Try again in a while."), 429, wait)
    try:
        upload = store(file, by=member, alt=request.POST.get("alt", "").replace("\0", ""))
    except PictureRefused as refused:
        return _refuse(request, member, str(refused), 422)
    if _wants_json(request):
        return JsonResponse({"url": upload.get_absolute_url(), "markdown": upload.markdown}, status=201)
    messages.success(request, _("Uploaded. Copy its line into your text."))
    return redirect("uploads")


def _too_many(member: Member, size: int) -> int | None:
    """Seconds to wait, if this picture is too much: twenty an hour in the first week, 200 MB a day for everybody."""
    if timezone.now() - member.joined_at < YOUNG and (wait := hit(UPLOADS_NEW, member.pk)):
        return wait
    return hit(UPLOAD_BYTES, member.pk, cost=max(1, size))


def _refuse(request: HttpRequest, member: Member, sentence: str, status: int, wait: int = 0) -> HttpResponse:
    if _wants_json(request):
        response: HttpResponse = JsonResponse({"error": sentence}, status=status)
    else:
        response = _page(request, member, sentence, status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@public
@require_safe
@csp_override(_SANDBOX)
def upload(request: HttpRequest, upload_id: int, name: str) -> HttpResponseBase:
    """A picture, for whoever sees its post; the address alone opens nothing."""
    found = Upload.objects.visible_to(request.user).select_related("post__thread__space").filter(pk=upload_id).first()
    if found is None or name != f"{found.secret}.{found.extension}" or not default_storage.exists(found.path):
        raise Http404
    etag = f'"{found.sha[:32]}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        content_type = f"image/{found.extension}" if found.extension != "jpg" else "image/jpeg"
        response = FileResponse(default_storage.open(found.path), content_type=content_type)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    # Public ones may be taken back, so shared caches keep them for a minute only.
    everyones = Upload.objects.visible_to(AnonymousUser()).filter(pk=found.pk).exists()
    response["Cache-Control"] = "public, max-age=60" if everyones else "private, max-age=31536000, immutable"
    return response
