"""What makes the community installable on a phone: manifest, service worker, offline page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.lib.app_icons import SIDES, Kind
from config.lib.audience import public
from members.installation.icons import icon_url
from members.installation.models import Installation

SHORT = 12


@public
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest: name, icons, colours, shortcuts."""
    installation = Installation.current()
    shortcuts = [(_("Start a thread"), "thread_new"), (_("Inbox"), "inbox"), (_("Search"), "search")]
    return JsonResponse(
        {
            "id": "/",
            "lang": get_language() or "en",
            "name": installation.name,
            "short_name": _short(installation.name),
            "description": installation.purpose,
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f7f6f3",
            "theme_color": installation.accent or "#07657d",
            "icons": [_icon(installation, kind) for kind in (Kind.SMALL, Kind.LARGE, Kind.MASKABLE)],
            "shortcuts": [{"name": name, "url": reverse(address)} for name, address in shortcuts],
        },
        content_type="application/manifest+json",
    )


def _icon(installation: Installation, kind: Kind) -> dict[str, str]:
    return {
        "src": icon_url(installation, kind),
        "sizes": f"{SIDES[kind]}x{SIDES[kind]}",
        "type": "image/png",
        "purpose": "maskable" if kind == Kind.MASKABLE else "any",
    }


def _short(name: str) -> str:
    """What fits under an icon: as many whole words as 12 characters hold, else the first 12."""
    words = name.split()
    while len(words) > 1 and len(" ".join(words)) > SHORT:
        words.pop()
    return " ".join(words)[:SHORT]


@public
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker: keeps the offline page and its stylesheet, nothing that anybody wrote."""
    context = {"offline": reverse("offline")}
    return render(request, "sw.js", context, content_type="text/javascript; charset=utf-8")


@public
@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no connection; the same for everybody."""
    return render(request, "errors/offline.html")
