"""Uploads: taking pictures and files in, and giving them to whoever may see them."""

from __future__ import annotations

import re
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from community.posts.permissions import YOUNG
from community.uploads.models import THUMB_FORMATS, Upload
from community.uploads.serving import SANDBOX, serve
from community.uploads.storing import NoRoomLeft, store
from config.lib.audience import members_only, public
from config.lib.documents import TYPES, DocumentRefused
from config.lib.limits import UPLOAD_BYTES, UPLOADS_NEW, hit
from config.lib.numbers import as_size
from config.lib.pictures import PictureRefused
from members.profiles.models import Member
from members.profiles.refusing import barred

ACCEPT = ",".join(["image/jpeg", "image/png", "image/webp", "image/gif", *(f".{end}" for end in TYPES)])
_NAME = re.compile(r"([A-Za-z0-9_-]{22})(?:-([0-9]{3,4}))?\.([a-z0-9]{2,4})")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """Take a picture or a file in; without JavaScript also the page that says how to show it."""
    member = cast(Member, request.user)
    if request.method == "POST":
        return _take(request, member)
    return _page(request, member)


def _page(request: HttpRequest, member: Member, error: str = "", status: int = 200) -> HttpResponse:
    waiting = Upload.objects.unused().filter(owner=member).order_by("-created_at")[:20]
    most = as_size(settings.UPLOAD_LIMIT_BYTES)
    context = {"uploads": waiting, "error": error, "most": most, "accept": ACCEPT}
    return render(request, "community/uploads/index.html", context, status=status)


def _take(request: HttpRequest, member: Member) -> HttpResponse:
    if (refusal := barred(member)) is not None:
        return _refuse(request, member, refusal.sentence, 403)
    file = request.FILES.get("picture")
    if file is None or not hasattr(file, "size"):
        return _refuse(request, member, _("Choose a picture or a file first."), 422)
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        most = as_size(settings.UPLOAD_LIMIT_BYTES)
        return _refuse(request, member, _("This file is larger than %(most)s.") % {"most": most}, 413)
    if wait := too_many(member, file.size or 0):
        return _refuse(request, member, _("That was a lot to upload. Try again in a while."), 429, wait)
    try:
        upload = store(file, by=member, alt=request.POST.get("alt", "").replace("\0", ""))
    except (PictureRefused, DocumentRefused, NoRoomLeft) as refused:
        return _refuse(request, member, str(refused), 422)
    if _wants_json(request):
        known = {"url": upload.get_absolute_url(), "markdown": upload.markdown, "is_file": upload.is_file}
        return JsonResponse(known, status=201)
    messages.success(request, _("Uploaded. Copy its line into your text."))
    return redirect("uploads")


def too_many(member: Member, size: int) -> int | None:
    """Seconds to wait, if this one is too much: twenty an hour in the first week, 200 MB a day for everybody."""
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
@csp_override(SANDBOX)
def upload(request: HttpRequest, upload_id: int, name: str) -> HttpResponseBase:
    """A picture, a small copy of it, or a file, for whoever sees its post; the address alone opens nothing."""
    found = Upload.objects.visible_to(request.user).filter(pk=upload_id).first()
    asked = _NAME.fullmatch(name)
    if found is None or asked is None or asked[1] != found.secret:
        raise Http404
    everyones = Upload.objects.visible_to(AnonymousUser()).filter(pk=found.pk).exists
    if asked[2] is None and asked[3] == found.extension:
        kind = TYPES[found.extension] if found.is_file else found.kind
        file_name = found.file_name if found.is_file else ""
        path, etag = found.path, f'"{found.sha[:32]}"'
    elif asked[2] and int(asked[2]) in (found.thumbs or ()) and asked[3] in THUMB_FORMATS:
        kind, file_name = f"image/{asked[3]}", ""
        path, etag = found.thumb_path(int(asked[2]), asked[3]), f'"{found.sha[:32]}-{asked[2]}{asked[3]}"'
    else:
        raise Http404
    return serve(request, path, etag=etag, kind=kind, is_everyones=everyones, file_name=file_name)
