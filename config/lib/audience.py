"""Who a page is for. Every view declares one of these; a house test walks all addresses."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from members.profiles.models import Member

# Worked out only when somebody asks, so that it can be imported everywhere without importing members.
type Viewer = Member | AnonymousUser
type View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request whose sender is known to be signed in (typing only)."""

    user: "Member"


def member_of(request: HttpRequest) -> "Member":
    """The member who sent a request that only members can send."""
    return cast(MemberRequest, request).user


def public(view: View) -> View:
    """Anyone may come; the view itself starts from `visible_to`."""
    view.audience = "public"  # type: ignore[attr-defined]
    return view


def _guard(name: str, allowed: Callable[["Member"], bool], refusal: Callable[[], str]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else _referer(request))
            if not allowed(request.user):
                raise PermissionDenied(refusal())
            return view(request, *args, **kwargs)

        guarded.audience = name  # type: ignore[attr-defined]
        return guarded

    return decorate


def _referer(request: HttpRequest) -> str:
    """The path somebody came from, so that signing in leads back to the page and not to a POST address."""
    from urllib.parse import urlsplit

    parts = urlsplit(request.headers.get("Referer", ""))
    return (parts.path or "/") if parts.netloc in ("", request.get_host()) else "/"


members_only = _guard("members", lambda m: True, lambda: "")
moderators_only = _guard("moderators", lambda m: m.is_moderator, lambda: _("This page is for moderators."))
managers_only = _guard("managers", lambda m: m.is_manager, lambda: _("This page is for community managers."))
owners_only = _guard("owners", lambda m: m.is_owner, lambda: _("This page is for the owner of this community."))
