"""Error pages: what happened, in a sentence, and what to do."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself makes no sense."""
    if not hasattr(request, "user"):  # asked under a name that is not ours, before anybody looked who asks
        return HttpResponse("This server has no such name.\n", status=400, content_type="text/plain")
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: may not, with the reason the refusing code gave."""
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this reader; the same page for both."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without database, with the request's id as reference."""
    reference = getattr(request, "request_id", "")[:8].upper()
    return render(request, "errors/500.html", {"reference": reference}, status=500)


@cache
def refusal(status: int) -> bytes:
    """The page for a body that is not taken (413, 408), which the server sends before Django sees the request."""
    page = {"too_large": status == 413, "limit_mb": settings.UPLOAD_LIMIT_BYTES // 1024 // 1024}
    return render_to_string("errors/refused.html", page).encode()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another session or without cookies: nothing was changed, and what was typed can be sent again."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    sentence = _("This form was opened in another session. Nothing was changed.")
    return render(request, "errors/form_expired.html", {"sentence": sentence, "typed": typed}, status=403)
