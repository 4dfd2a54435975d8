"""Middleware: who sends a request, and what suspended and silenced members reach; asked before any view."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from members.accounts import silence
from members.accounts.resting import AS_VISITOR, FRAME, READS, closed, is_open, resting_member
from members.profiles.models import Member


class Gate(AuthenticationMiddleware):
    """Django's own, and the two rules about members who may not do everything now."""

    def process_request(self, request: HttpRequest) -> None:
        """Find who it is. A suspended member is themself where it is open to them, and a visitor everywhere else."""
        super().process_request(request)
        member = resting_member(request)
        if member is not None:
            request.resting = member  # type: ignore[attr-defined]
            if is_open(_name(request.path_info)):
                # What Django asks next time, too, and what `Preferences` reads.
                request._cached_user = request.user = member  # type: ignore[attr-defined]
                request.resting_frame = FRAME  # type: ignore[attr-defined]

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The page that says until when, in place of all that is closed. Raises PermissionDenied."""
        member: Member | None = getattr(request, "resting", None)
        match = request.resolver_match
        if member is None or match is None or is_open(match.url_name):
            silence.refuse(request)
            return None
        if getattr(view, "audience", "") == "public" and (request.method in READS or match.url_name in AS_VISITOR):
            return None
        return closed(request, member)


def _name(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
