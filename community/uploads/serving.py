"""Giving stored files to whoever was found to be allowed to see them: never in a frame, never as a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.csp import CSP

SANDBOX: dict[str, Any] = {"default-src": [CSP.NONE], "sandbox": True}
_YEAR = 31_536_000


def serve(
    request: HttpRequest, path: str, *, etag: str, kind: str, is_everyones: Callable[[], bool], file_name: str = ""
) -> HttpResponseBase:
    """The file at `path` of the storage; with a `file_name` it is saved and not shown. What it holds never changes."""
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        try:
            file = default_storage.open(path)
        except FileNotFoundError:
            raise Http404 from None
        response = FileResponse(file, content_type=kind, as_attachment=bool(file_name), filename=file_name)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # Browsers keep it for ever. What everybody sees may be taken back: caches between keep it for a minute.
    keep = "public, s-maxage=60" if is_everyones() else "private"
    response["Cache-Control"] = f"{keep}, max-age={_YEAR}, immutable"
    return response
