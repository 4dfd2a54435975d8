"""One act on many threads of a space, for its hosts and the team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from community.spaces.models import Space
from community.spaces.permissions import leads
from community.threads.models import Thread
from community.threads.rows import rows_for
from config.lib.audience import members_only
from members.profiles.models import Member

LIMIT = 100
"""At most so many threads in one request."""

ACTS: dict[str, tuple[Any, Callable[[Thread, Member], None]]] = {
    "close": (gettext_lazy("Close"), lambda thread, by: thread.close(by=by)),
    "reopen": (gettext_lazy("Open again"), lambda thread, by: thread.reopen(by=by)),
    "archive": (gettext_lazy("Archive"), lambda thread, by: thread.archive(by=by)),
    "unarchive": (gettext_lazy("Bring back from the archive"), lambda thread, by: thread.unarchive(by=by)),
    "pin": (gettext_lazy("Pin"), lambda thread, by: thread.pin(by=by)),
    "unpin": (gettext_lazy("Unpin"), lambda thread, by: thread.unpin(by=by)),
    "delete": (gettext_lazy("Delete"), lambda thread, by: thread.delete_softly(by=by)),
    "restore": (gettext_lazy("Restore"), lambda thread, by: thread.restore(by=by)),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose threads of a space and what to do with all of them; every one of them or none."""
    slug = (request.POST.get("space") or request.GET.get("space", "")).replace("\0", "")
    space = Space.objects.visible_to(request.user).filter(slug=slug).first()
    if space is None:
        raise Http404
    if not leads(request.user, space):
        raise PermissionDenied(_("Only the hosts of this space and the team can do this."))
    if request.method == "POST":
        return _act(request, space)
    return _page(request, space)


def _act(request: HttpRequest, space: Space) -> HttpResponse:
    act, ids = request.POST.get("act", ""), request.POST.getlist("thread")
    chosen = [int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 19]
    if act not in ACTS or not chosen or len(ids) > LIMIT:
        problem = _("Choose at least one thread (at most 100) and what to do.")
        return _page(request, space, problem=problem, chosen=set(chosen), act=act, status=422)
    by = cast(Member, request.user)
    with transaction.atomic():
        threads = list(Thread.objects.select_for_update().filter(space=space, pk__in=chosen).order_by("pk"))
        for thread in threads:
            ACTS[act][1](thread, by)
    done = ngettext("%(n)d thread: %(act)s.", "%(n)d threads: %(act)s.", len(threads))
    messages.success(request, done % {"n": len(threads), "act": ACTS[act][0]})
    return redirect(space)


def _page(request: HttpRequest, space: Space, status: int = 200, **more: Any) -> HttpResponse:
    threads = Thread.objects.visible_to(request.user).filter(space=space).newest_first().for_listing()[:LIMIT]
    context = {"space": space, "rows": rows_for(request.user, threads), "acts": ACTS} | more
    return render(request, "community/threads/bulk.html", context, status=status)
