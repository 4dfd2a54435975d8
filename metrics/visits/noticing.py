"""Which requests are visits: a whole page, read by a person who is not signed in and did not ask to be left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from config.lib.net import network_of
from metrics.rollups.days import today
from metrics.visits.sketching import count

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BROWSER_LENGTH = 300
# The lookbehind lets through telephones of the make Cubot.
_BOTS = re.compile(
    r"(?<!cu)bot\b|(?<!cu)bot[^a-z]|crawl|spider|slurp|archiv|fetch|scan|preview|facebookexternalhit|embed|headless|"
    r"phantom|lighthouse|pagespeed|monitor|uptime|pingdom|curl|wget|python|java/|perl|ruby|php|node|axios|okhttp|"
    r"go-http|http-?client|feed|rss|validator|https?://",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(r"\A(?:account_(?!signup\Z)|mfa_|socialaccount_|usersessions_)")


class Visits:
    """Middleware: counts visits. It stands before whatever changes with whose eyes a page is looked at.

    Pages that are kept for visitors come by here like all others: they are kept by the view, behind every middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        may_count = is_by_visitor(request)
        response = self.get_response(request)
        if may_count and is_page(request, response):
            browser = request.headers.get("User-Agent", "")[:BROWSER_LENGTH]
            count(today(), network_of(request), browser, place_of(request))
        return response


def is_by_visitor(request: HttpRequest) -> bool:
    """Whether a person without an account, or signed out, asks for a page and lets themselves be counted."""
    asked = request.headers
    return (
        request.method == "GET"
        and not request.user.is_authenticated
        and asked.get("DNT") != "1"
        and asked.get("Sec-GPC") != "1"
        and _is_for_eyes(request)
        and not is_bot(asked.get("User-Agent", ""))
    )


def _is_for_eyes(request: HttpRequest) -> bool:
    """Whether it is a page that somebody goes to: no part of one, and none that is fetched ahead."""
    asked = request.headers
    if "prefetch" in asked.get("Sec-Purpose", "") or asked.get("Purpose") == "prefetch":
        return False
    if asked.get("HX-Boosted") == "true":
        return True
    return "HX-Request" not in asked and asked.get("Sec-Fetch-Dest", "document") == "document"


def is_bot(browser: str) -> bool:
    """Whether a program says that it is one, or does not say what it is."""
    return not browser.strip() or _BOTS.search(browser) is not None


def is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is a whole page, and not one that only members go to in order to sign in."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and match is not None
        and not _SIGN_IN.match(match.url_name or "")
    )


def place_of(request: HttpRequest) -> str:
    """The space or thread a page is about, as its address says; nothing is asked to find out more."""
    assert request.resolver_match is not None
    said = request.resolver_match.kwargs
    if "thread_id" in said:
        return f"thread:{said['thread_id']}"
    return f"space:{said['space_slug']}" if "space_slug" in said else ""
