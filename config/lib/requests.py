"""Middleware: an id for every request, what no request may hold, and headers every answer carries."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
_GIVEN_ID = re.compile(r"\A[A-Za-z0-9-]{8,64}\Z")


class RequestIds:
    """Gives each request an id (the proxy's, if it sent a sane one), for logs, error pages and the answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if _GIVEN_ID.match(given) else uuid.uuid4().hex  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request.request_id)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class WatchedByAnyName:
    """Machines that watch ask by the name of a machine or its number; what they are told holds no address."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in ("/healthz", "/readyz", "/metrics"):
            request.META["HTTP_HOST"] = settings.PUBLIC_HOST
        return self.get_response(request)


class WithoutNul:
    """The one character PostgreSQL does not store: a cookie with it counts as none, and no address has it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]) -> None:
        """404 like any address that leads nowhere."""
        if any("\0" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404


class SecurityHeaders:
    """What Django does not set: no sniffing of features, and private pages stay out of shared caches."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response
