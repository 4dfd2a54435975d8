"""Middleware: while nobody has an account, every page leads to the first steps."""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from members.installation.models import Installation
from members.profiles.models import Member

Next = Callable[[HttpRequest], HttpResponse]
_PASSING = (
    "/first-run/",
    "/static/",
    "/media/",
    "/theme-",
    "/manifest.webmanifest",
    "/sw.js",
    "/offline/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/dev/",
    "/robots.txt",
    "/favicon.ico",
)
"""What works before there is a community: the first steps, files, and what watches the machine."""
_settled = threading.Event()


def settle() -> None:
    """Remember in this process that the first steps are done; from then on the gate costs nothing."""
    _settled.set()


def forget() -> None:
    """Look again with the next request; for tests that begin without a community."""
    _settled.clear()


class FirstRunGate:
    """Leads everybody to the first step, and the owner back to the one that is open."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _settled.is_set() and not request.path.startswith(_PASSING) and self._leads_away(request):
            return redirect("first_run")
        return self.get_response(request)

    @staticmethod
    def _leads_away(request: HttpRequest) -> bool:
        if not Member.objects.get_queryset().exists():
            return True
        if not Installation.current().setup_step:
            settle()
            return False
        return request.path == reverse("home") and request.user.is_authenticated and request.user.is_owner
