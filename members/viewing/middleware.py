"""Middleware: while somebody looks with other eyes, they are the viewer of every page, and nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.viewing.looking import Look, Mode, end
from members.viewing.viewers import viewer_of, words_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

READS = frozenset({"GET", "HEAD", "OPTIONS"})
PRIVATE = (
    "/inbox/", "/messages/", "/drafts/", "/saved/", "/settings/", "/welcome/", "/mentor/", "/levels/mine/",
    "/standing/", "/appeals/", "/moderate/", "/report/",
)  # fmt: skip
"""Where what belongs to one person alone stands: not shown while a named member is viewed as."""
OVER = gettext_lazy("The view has ended. Nothing was changed: this page was not yours. Open it again to act.")


@dataclass
class Viewing:
    """What the bar says, on `request.viewing`; and what is refused."""

    look: Look
    words: str

    def refusal(self, request: HttpRequest) -> str:
        """Why this request gets no answer while the view runs, in a sentence; empty if it gets one."""
        if request.method not in READS:
            return _("You only look while you view as somebody else. Nothing was changed. Leave the view to act.")
        if self.look.mode == Mode.MEMBER and request.path.startswith(PRIVATE):
            return _("This page belongs to %(name)s alone, and is not shown to you.") % {"name": self.words}
        return ""


class ViewAs:
    """Puts the viewer of a running look in the place of who sends the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look = Look.of(request.session) if request.user.is_authenticated else None
        if look is None:
            return self.get_response(request)
        by = cast("Member", request.user)
        if request.method not in READS and request.path in _ways_out():
            if request.path == reverse("account_logout"):
                end(request.session, by=by, why="signed_out")
            return self.get_response(request)
        if look.is_over or not by.is_manager or not by.is_active or by.is_suspended:
            return self._over(request, by, "time" if look.is_over else "refused")
        return self._seen(request, look, by)

    def _over(self, request: HttpRequest, by: Member, why: str) -> HttpResponse:
        """The page as oneself; an act that was sent from a page of the view is not done."""
        end(request.session, by=by, why=why)
        request.view_ended = True  # type: ignore[attr-defined]
        return self.get_response(request)

    def _seen(self, request: HttpRequest, look: Look, by: Member) -> HttpResponse:
        """The answer for the viewer; whatever making it wrote is taken back, in the database and in the session."""
        with transaction.atomic():
            viewer = viewer_of(look, by=by)
            response = self._drawn(request, look, viewer) if viewer is not None else None
            transaction.set_rollback(True)
        if response is None:
            return self._over(request, by, "refused")
        request.session.modified = False
        response["Cache-Control"] = "private, no-store"
        return response

    def _drawn(self, request: HttpRequest, look: Look, viewer: Viewer) -> HttpResponse:
        request.user = viewer
        request.viewing = Viewing(look, words_of(look))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Refuse what is not for those who only look. Raises PermissionDenied with the sentence."""
        viewing: Viewing | None = getattr(request, "viewing", None)
        if viewing is not None and (refusal := viewing.refusal(request)):
            raise PermissionDenied(refusal)
        if getattr(request, "view_ended", False):
            if request.method not in READS:
                raise PermissionDenied(OVER)
            if "HX-Request" not in request.headers:
                messages.info(request, _("The view has ended. These are your own pages again."))


def _ways_out() -> tuple[str, str]:
    return reverse("view_leave"), reverse("account_logout")
