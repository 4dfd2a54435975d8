"""One act on many threads of a space, for its hosts and the team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.spaces.permissions import leads
from community.threads.carrying import is_read_by_others
from community.threads.forms import BulkForm, led_spaces
from community.threads.merging import merge
from community.threads.models import Thread
from community.threads.moderating import decidable
from community.threads.moving import move
from community.threads.rows import rows_for
from community.threads.tagging import add_tags
from config.lib.audience import members_only
from config.lib.numbers import whole_number
from members.profiles.models import Member
from moderation.review.bulk import MOST
from moderation.review.bulk_views import ask_about

LIMIT = 100
"""At most so many threads in one request."""

Act = Callable[[Thread, Member, dict[str, Any]], object]
ACTS: dict[str, tuple[Any, Act]] = {
    "close": (pgettext_lazy("act on a thread", "Close"), lambda thread, by, data: thread.close(by=by)),
    "reopen": (gettext_lazy("Open again"), lambda thread, by, data: thread.reopen(by=by)),
    "archive": (pgettext_lazy("act on a thread", "Archive"), lambda thread, by, data: thread.archive(by=by)),
    "unarchive": (gettext_lazy("Bring back from the archive"), lambda thread, by, data: thread.unarchive(by=by)),
    "pin": (pgettext_lazy("act on a thread", "Pin"), lambda thread, by, data: thread.pin(by=by)),
    "unpin": (gettext_lazy("Unpin"), lambda thread, by, data: thread.unpin(by=by)),
    "tag": (gettext_lazy("Add tags"), lambda thread, by, data: add_tags(thread, data["tags"], by=by)),
    "move": (gettext_lazy("Move to another space"), lambda thread, by, data: move(thread, to=data["to"], by=by)),
    "merge": (
        gettext_lazy("Merge into another thread"),
        lambda thread, by, data: merge(thread, into=data["into"], by=by),
    ),
}
DONE: dict[str, Any] = {
    "close": ngettext_lazy("%(n)d thread was closed.", "%(n)d threads were closed.", "n"),
    "reopen": ngettext_lazy("%(n)d thread was opened again.", "%(n)d threads were opened again.", "n"),
    "archive": ngettext_lazy("%(n)d thread was archived.", "%(n)d threads were archived.", "n"),
    "unarchive": ngettext_lazy(
        "%(n)d thread was brought back from the archive.", "%(n)d threads were brought back from the archive.", "n"
    ),
    "pin": ngettext_lazy("%(n)d thread was pinned.", "%(n)d threads were pinned.", "n"),
    "unpin": ngettext_lazy("%(n)d thread was unpinned.", "%(n)d threads were unpinned.", "n"),
    "tag": ngettext_lazy("%(n)d thread got the tags.", "%(n)d threads got the tags.", "n"),
    "move": ngettext_lazy("%(n)d thread was moved to %(space)s.", "%(n)d threads were moved to %(space)s.", "n"),
    "merge": ngettext_lazy(
        "%(n)d thread was merged into “%(title)s”.", "%(n)d threads were merged into “%(title)s”.", "n"
    ),
}
"""What is said once it was done to so many."""
MODERATE = "moderate"
"""Not done here: the team opens a case about the first post of each, and decides about them together."""
ASKED_FIRST = ("move", "merge")
"""What is hard to take back for many threads at once is said first, and done when `sure` is pressed."""


@dataclass(frozen=True)
class Refused:
    """A thread that was left as it is, and why."""

    thread: Thread
    reason: str


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose threads of a space and what to do with all of them; what cannot be done is said, thread by thread."""
    slug = (request.POST.get("space") or request.GET.get("space", "")).replace("\0", "")
    space = Space.objects.visible_to(request.user).filter(slug=slug).first()
    if space is None:
        raise Http404
    if not leads(request.user, space):
        raise PermissionDenied(_("Only the hosts of this space and the team can do this."))
    if request.method == "POST":
        return _act(request, space)
    return _page(request, space, BulkForm(viewer=request.user, spaces=led_spaces(request.user), act=""))


def _act(request: HttpRequest, space: Space) -> HttpResponse:
    act, ids = request.POST.get("act", ""), request.POST.getlist("thread")
    chosen = [pk for text in ids if (pk := whole_number(text)) is not None]
    form = BulkForm(request.POST, viewer=request.user, spaces=led_spaces(request.user), act=act)
    kept = {"chosen": set(chosen), "act": act}
    if act == MODERATE:
        return _moderate(request, space, form, chosen)
    if act not in ACTS or not chosen or len(ids) > LIMIT:
        problem = _("Choose at least one thread (at most 100) and what to do.")
        return _page(request, space, form, problem=problem, status=422, **kept)
    if not form.is_valid():
        return _page(request, space, form, problem=_("There is a problem"), status=422, **kept)
    by = cast(Member, request.user)
    if request.POST.get("sure") == "no":
        return _page(request, space, form, status=200, **kept)
    if act in ASKED_FIRST and "sure" not in request.POST:
        return _ask(request, space, form, act, _chosen(space, chosen, by))
    done, refused = _each(_chosen(space, chosen, by), ACTS[act][1], by, form.cleaned_data)
    words = DONE[act] % _named(form.cleaned_data, done)
    if not refused:
        messages.success(request, words)
        return redirect(space)
    kept["chosen"] = {one.thread.pk for one in refused}
    return _page(request, space, form, done=words if done else "", refused=refused, status=200 if done else 422, **kept)


def _moderate(request: HttpRequest, space: Space, form: BulkForm, numbers: list[int]) -> HttpResponse:
    """Go on where things are decided together, with a case about each that is opened then."""
    by = cast(Member, request.user)
    kept = {"chosen": set(numbers), "act": MODERATE}
    if not by.is_moderator or not numbers or len(numbers) > MOST:
        problem = _("Choose at least one thread, and at most %(most)d.") % {"most": MOST}
        problem = problem if by.is_moderator else _("Only the team opens cases.")
        return _page(request, space, form, problem=problem, status=422, **kept)
    items, refused = decidable(_chosen(space, numbers, by), by)
    if not items:
        left = [Refused(thread, words) for thread, words in refused]
        return _page(request, space, form, refused=left, status=422, **kept)
    return ask_about(request, items, [(thread.title, words) for thread, words in refused])


def _named(data: dict[str, Any], done: int) -> dict[str, object]:
    """What the sentences about so many threads name."""
    to, into = data.get("to"), data.get("into")
    return {"n": done, "space": to.name if to else "", "title": into.title if into else ""}


def _ask(request: HttpRequest, space: Space, form: BulkForm, act: str, threads: list[Thread]) -> HttpResponse:
    """Say what will happen to which threads, and who reads them there; nothing is done yet."""
    into = form.cleaned_data["into"] if act == "merge" else None
    to = into.space if into else form.cleaned_data["to"]
    context = {"space": space, "threads": threads, "act": act, "into": into, "to": to}
    context["other_readers"] = is_read_by_others(space, to)
    return render(request, "community/threads/bulk_sure.html", context)


def _chosen(space: Space, numbers: list[int], by: Member) -> list[Thread]:
    """The chosen threads of the space, in the order of their ids."""
    threads = Thread.objects.visible_to(by).filter(space=space, pk__in=numbers)
    return list(threads.select_related("space").order_by("pk"))


def _each(threads: list[Thread], act: Act, by: Member, data: dict[str, Any]) -> tuple[int, list[Refused]]:
    """Do it to one after the other; how many it was done to, and the others."""
    refused = []
    for thread in threads:
        try:
            act(thread, by, data)
        except NotPossible as reason:
            refused.append(Refused(thread, str(reason)))
    return len(threads) - len(refused), refused


def _page(request: HttpRequest, space: Space, form: BulkForm, status: int = 200, **more: Any) -> HttpResponse:
    threads = Thread.objects.visible_to(request.user).filter(space=space).newest_first().for_listing()[:LIMIT]
    acts = {act: words for act, (words, _act) in ACTS.items()}
    if cast(Member, request.user).is_moderator:
        acts[MODERATE] = _("Moderate…")
    context = {"space": space, "rows": rows_for(request.user, threads), "acts": acts, "form": form} | more
    return render(request, "community/threads/bulk.html", context, status=status)
