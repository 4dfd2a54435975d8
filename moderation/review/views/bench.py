"""The workbench: the queue beside the case that is open."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, moderators_only
from config.lib.cursors import cursor_from
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.looking import is_prefetch, look_into, open_before
from moderation.review.neighbours import on_duty_next
from moderation.review.page import CasePage, page_of
from moderation.review.panels import drawn
from moderation.review.queue import SHELVES, Shelf, counts, first_free, in_words, opened, shelf
from moderation.review.showing import rows_of
from moderation.review.told import outcome

ADDRESSES = {
    "all": "moderate", "mine": "moderate_mine", "held": "moderate_held", "appeals": "moderate_appeals",
    "second": "moderate_second", "later": "moderate_later", "done": "moderate_done",
}  # fmt: skip


@moderators_only
@require_safe
def moderate(request: HttpRequest, name: str = "all") -> HttpResponse:
    """A shelf of the queue. Its first free case is opened by its link, or beside the list by the page's script."""
    viewer = member_of(request)
    found = shelf(name, viewer, cursor_from(request.GET.get("after")))
    first = first_free(found, viewer) if name not in ("second", "done", "later") else None
    return bench(request, None, found=found, is_list=True, first=first)


@moderators_only
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case, claimed by opening it; the queue beside it."""
    viewer, found = member_of(request), case_or_404(request, case_id)
    if found.is_appeal:
        return redirect("appeal_case", found.subject_id)
    is_ahead = is_prefetch(request)
    if request.method == "GET" and not is_ahead:
        open_before(found, by=viewer)
    page = page_of(found, viewer, shelf=shelf_of(request))
    if is_ahead and page.is_private:
        return HttpResponse(status=503, headers={"Cache-Control": "no-store"})  # nobody looks at it yet
    return bench(request, page)


@moderators_only
@require_safe
def case_beside(request: HttpRequest, case_id: int) -> HttpResponse:
    """The first case of the list as it stands beside it where there is room: opened, and so claimed, by that.

    Nothing of what stands in a private place, and no appeal: these are opened by whoever wants to see them.
    """
    viewer, found = member_of(request), case_or_404(request, case_id)
    page = None if found.is_appeal or found.is_private else page_of(found, viewer, shelf=shelf_of(request))
    if page is None or page.is_private or is_prefetch(request):
        return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
    if request.method == "GET":
        open_before(found, by=viewer)
    return parts(request, page, is_list=True)


def parts(request: HttpRequest, page: CasePage, *, is_list: bool = False, status: int = 200) -> HttpResponse:
    """A case and what is decided of it, without the list beside it, for the page's own script."""
    context = {"page": page, "shelf": shelf_of(request), "panels": drawn(page.panels, request), "is_list": is_list,
               "back": reverse(ADDRESSES[shelf_of(request)])}  # fmt: skip
    if page.is_private:
        look_into(page.case, by=page.viewer)
    return render(request, "moderation/review/bench.html#case", context, status=status)


def case_or_404(request: HttpRequest, case_id: int) -> Any:
    """The case with all that lists say of it, if this moderator may see it."""
    return get_object_or_404(opened(Case.objects.visible_to(member_of(request))), pk=case_id)


def shelf_of(request: HttpRequest) -> str:
    """The shelf somebody works through."""
    name = request.POST.get("shelf") or request.GET.get("shelf") or "all"
    return name if name in SHELVES else "all"


def bench(
    request: HttpRequest, page: CasePage | None, *, found: Shelf | None = None, is_list: bool = False,
    first: Case | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The whole workbench; on a phone the list alone or the case alone.

    Whatever led to it, also a form that was refused: who sees here what stands in a private place is recorded.
    """
    viewer = member_of(request)
    if page is not None and page.is_private and request.method != "HEAD":
        look_into(page.case, by=viewer)
    name = found.name if found is not None else shelf_of(request)
    found = found or shelf(name, viewer)
    decisions = _decided(found) if name == "done" else {}
    rows = rows_of(found.all, viewer, decisions)
    next_row = next((row for row in rows if first is not None and row.case.pk == first.pk), None)
    done = _just_done(request)
    context = {
        "page": page, "shelf": name, "yours": rows[: len(found.yours)], "rows": rows[len(found.yours) :],
        "more": found.more, "tabs": _tabs(name, viewer), "is_list": is_list, "first": next_row,
        "done": done, "done_outcome": outcome(done) if done is not None else "",
        "seconds": in_words(counts(viewer)["second"]) if counts(viewer)["second"] or name == "second" else "",
        "count": in_words(counts(viewer)["all"]),
        "suffix": "" if name == "all" else f"?shelf={name}", "is_first_page": "after" not in request.GET,
        "panels": drawn(page.panels, request) if page is not None else {},
        "here": _here(request, name, is_list=is_list), "back": reverse(ADDRESSES[name]),
        "may_bulk": name in ("all", "mine", "held"),
        "next_shift": None if rows else on_duty_next(timezone.now()), "is_workbench": True,
    }  # fmt: skip
    return render(request, "moderation/review/bench.html", context, status=status)


def _here(request: HttpRequest, name: str, *, is_list: bool) -> str:
    """Where the list beside a case is fetched anew: never the case itself, which would be claimed by that."""
    after = request.GET.get("after", "") if is_list else ""
    return f"{reverse(ADDRESSES[name])}?{urlencode({'after': after})}" if after else reverse(ADDRESSES[name])


def _tabs(name: str, viewer: Any) -> list[dict[str, Any]]:
    known = counts(viewer)
    words = {"mine": _("Mine"), "all": _("All"), "held": _("Held"), "appeals": _("Appeals")}
    return [
        {"url": reverse(ADDRESSES[one]), "label": label, "count": in_words(known[one]), "current": one == name}
        for one, label in words.items()
    ]


def _decided(found: Shelf) -> dict[int, Decision]:
    """What was decided in the cases of a page, the latest of each."""
    rows = Decision.objects.filter(case__in=[one.pk for one in found.all]).select_related("decided_by", "rule")
    return {decision.case_id: decision for decision in rows.order_by("pk")}


def _just_done(request: HttpRequest) -> Decision | None:
    """What the viewer decided a moment ago, as long as it can be undone at once."""
    number = request.GET.get("done", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    decision = Decision.objects.filter(pk=int(number)).select_related("case", "rule").first()
    viewer = member_of(request)
    if decision is None or not decision.can_be_undone:
        return None
    made = decision.second_by_id or decision.decided_by_id
    return decision if made == viewer.pk else None


def address_of(found: Case | None, name: str, *, done: int | None = None) -> str:
    """Where to go on: the case, or the shelf when nothing is left on it."""
    path = found.get_absolute_url() if found is not None else reverse(ADDRESSES[name])
    asked = {"shelf": name} if found is not None and name != "all" else {}
    query = urlencode(asked | ({"done": str(done)} if done is not None else {}))
    return f"{path}?{query}" if query else path
