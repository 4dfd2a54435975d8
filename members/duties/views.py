"""Tasks, for the team: one list, and each by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from config.lib.coming import came_from
from members.duties.asking import ask_somebody
from members.duties.forms import DutyForm, GiveForm
from members.duties.models import Duty
from members.duties.owning import CannotOwn, DutyElsewhere
from members.duties.permissions import may_handle
from members.duties.showing import rows_of

PAGE = 30
SHOWS = ("mine", "team", "done")


@moderators_only
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The team begins with what there is to do."""
    return redirect("tasks")


@moderators_only
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """My tasks, all that are open, or those that are done; the first due first."""
    viewer = member_of(request)
    seen = Duty.objects.visible_to(viewer).select_related("member", "owner", "asked_by", "done_by")
    show = request.GET.get("show", "")
    if show not in SHOWS:
        show = "mine" if seen.of(viewer).exists() else "team"
    chosen = {"mine": seen.of(viewer), "team": seen.open(), "done": seen.done()}[show]
    ordered = chosen.order_by("-done_at", "pk") if show == "done" else chosen.order_by("due_at", "pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "members/duties/list.html", {"page": page, "rows": rows_of(page.object_list, viewer), "show": show}
    )


@moderators_only
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new task; what it is about may stand in the address."""
    given = {"about": request.GET.get("about", "").replace("\0", "")[:300]}
    return render(request, "members/duties/new.html", {"form": DutyForm(viewer=member_of(request), initial=given)})


@moderators_only
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Make a task."""
    viewer = member_of(request)
    form = DutyForm(request.POST, viewer=viewer)
    if form.is_valid():
        given = form.cleaned_data
        try:
            ask_somebody(
                given["kind"], form.matter, form.due, key=form.key(), note=given["note"], to=given["owner"], by=viewer
            )
        except CannotOwn as refused:
            form.add_error("owner", str(refused))
        else:
            messages.success(request, _("The task is on the list."))
            return redirect("tasks")
    return render(request, "members/duties/new.html", {"form": form}, status=422)


@moderators_only
@require_safe
def task(request: HttpRequest, duty_id: int) -> HttpResponse:
    """One task, and to whom it can be given."""
    duty = _found(request, duty_id)
    return _page(request, duty, GiveForm(initial={"owner": duty.owner_id}))


def _page(request: HttpRequest, duty: Duty, form: GiveForm, status: int = 200) -> HttpResponse:
    (row,) = rows_of([duty], member_of(request))
    return render(request, "members/duties/detail.html", {"row": row, "form": form}, status=status)


@moderators_only
@require_POST
def take(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Have it."""
    viewer = member_of(request)
    return _done(request, duty_id, lambda duty: duty.take(by=viewer), _("It is yours."))


@moderators_only
@require_POST
def give(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Hand it to somebody of the team, or to all of it."""
    duty, viewer, form = _handled(request, duty_id), member_of(request), GiveForm(request.POST)
    if not form.is_valid():
        return _page(request, duty, form, 422)
    to = form.cleaned_data["owner"]
    if to is None:
        return _done(request, duty_id, lambda found: found.give_back(by=viewer), _("The team has it."))
    return _done(request, duty_id, lambda found: found.give(to, by=viewer), _("%(name)s has it.") % {"name": to.name})


@moderators_only
@require_POST
def give_back(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Let the team have it again."""
    _handled(request, duty_id)
    viewer = member_of(request)
    return _done(request, duty_id, lambda duty: duty.give_back(by=viewer), _("The team has it again."))


@moderators_only
@require_POST
def finish(request: HttpRequest, duty_id: int) -> HttpResponse:
    """It is done."""
    _handled(request, duty_id)
    viewer = member_of(request)
    return _done(request, duty_id, lambda duty: duty.finish(by=viewer), _("Done. It stands among those that are done."))


@moderators_only
@require_POST
def reopen(request: HttpRequest, duty_id: int) -> HttpResponse:
    """It is not done after all."""
    _handled(request, duty_id)
    viewer = member_of(request)
    return _done(request, duty_id, lambda duty: duty.reopen(by=viewer), _("It waits again."))


def _found(request: HttpRequest, duty_id: int) -> Duty:
    seen = Duty.objects.visible_to(member_of(request)).select_related("member", "owner", "asked_by", "done_by")
    duty: Duty = get_object_or_404(seen, pk=duty_id)
    return duty


def _handled(request: HttpRequest, duty_id: int) -> Duty:
    """The task, if the sender may finish it or hand it on."""
    duty = _found(request, duty_id)
    if (refusal := may_handle(member_of(request), duty)) is not None:
        raise PermissionDenied(refusal.sentence)
    return duty


def _done(request: HttpRequest, duty_id: int, act: Callable[[Duty], None], words: str) -> HttpResponse:
    """Act, say what was done or why not, and lead back."""
    try:
        act(_found(request, duty_id))
    except (DutyElsewhere, CannotOwn) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect(came_from(request, "/manage/tasks/"))
