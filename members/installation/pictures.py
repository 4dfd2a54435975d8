"""The files of the mark and of the icons: drawn by us, under names that change with what they show."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.csp import CSP
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from config.lib.app_icons import Kind
from config.lib.audience import public
from members.installation.icons import fingerprint as fingerprint_of
from members.installation.icons import icon_file, icon_url
from members.installation.models import Installation

_A_YEAR = 31_536_000


@public
@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": [""]})
def mark(request: HttpRequest, name: str) -> FileResponse:
    """The mark as a small picture."""
    return _file(f"mark/{name}", "image/webp")


@public
@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": [""]})
def app_icon(request: HttpRequest, fingerprint: str, kind: str) -> FileResponse:
    """An icon of the present look; those of a former one are gone."""
    installation = Installation.current()
    if fingerprint != fingerprint_of(installation.accent, installation.mark):
        raise Http404
    return _file(icon_file(installation, Kind(kind)), "image/png")


@public
@require_safe
@cache_control(public=True, max_age=3600)
def apple_icon(request: HttpRequest) -> HttpResponse:
    """Where phones look for an icon without being told; it leads to the present one."""
    return redirect(icon_url(Installation.current(), Kind.APPLE))


def _file(path: str, kind: str) -> FileResponse:
    if not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=kind)
    response["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
