"""The staff settings of spaces: the tree, a new space, order, deleting and bringing back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from community.spaces import permissions
from community.spaces.alone import NotPossible
from community.spaces.creating import create_space
from community.spaces.forms import NewSpaceForm
from community.spaces.listing import hosted, hosts_of, tree_of
from community.spaces.models import Space
from community.spaces.retiring import WAY_BACK
from community.spaces.showing import Place, also_deleted, in_space
from config.lib.audience import managers_only, member_of

View = Callable[..., HttpResponse]


def arranging(view: View) -> View:
    """Refuse those who may not arrange spaces, such as a manager who is silenced."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not permissions.may_arrange(request.user):
            raise PermissionDenied(_("Only community managers arrange spaces."))
        return view(request, *args, **kwargs)

    return asked


def standing() -> list[Space]:
    """Every space that is not deleted, in order."""
    return list(Space.objects.filter(deleted_at=None).prefetch_related(hosted()))


@managers_only
@require_GET
@arranging
def settings_spaces(request: HttpRequest) -> HttpResponse:
    """The whole tree, and a form for a new space."""
    return _tree_page(request)


def _tree_page(request: HttpRequest, form: NewSpaceForm | None = None, status: int = 200) -> HttpResponse:
    spaces = standing()
    roots = tree_of(spaces)
    for root in roots:
        for node in root.walk():
            node.hosts = hosts_of(node.space)
    deleted = Space.objects.filter(deleted_at__gt=timezone.now() - WAY_BACK).order_by("-deleted_at")
    initial = {"parent": request.GET.get("inside", "")}
    page = {
        "roots": roots,
        "deleted": deleted,
        "form": form or NewSpaceForm(spaces=_open(spaces), initial=initial),
        "topic": "spaces",
    }
    return render(request, "manage/settings/spaces.html", page, status=status)


def _open(spaces: list[Space]) -> list[Space]:
    return [space for space in spaces if space.archived_at is None]


@managers_only
@require_POST
@arranging
def create(request: HttpRequest) -> HttpResponse:
    """Make a space."""
    form = NewSpaceForm(request.POST, spaces=_open(standing()))
    if form.is_valid():
        parent = form.places.space(form.cleaned_data["parent"])
        words = {"purpose": form.cleaned_data["purpose"], "hue": Space.objects.count() % 12}
        try:
            space = create_space(form.cleaned_data["name"], parent=parent, by=member_of(request), **words)
        except NotPossible as reason:
            form.add_error("parent", str(reason))
        else:
            messages.success(request, _("“%(space)s” is there. Say more about it here.") % {"space": space.name})
            return redirect("space_edit", space.slug)
    return _tree_page(request, form, 422)


def _stepped(request: HttpRequest, place: Place, steps: int) -> HttpResponse:
    place.space.move_by(steps, by=member_of(request))
    return redirect("settings_spaces")


@managers_only
@require_POST
@arranging
@in_space
def move_up(request: HttpRequest, place: Place) -> HttpResponse:
    """One place up among the neighbours."""
    return _stepped(request, place, -1)


@managers_only
@require_POST
@arranging
@in_space
def move_down(request: HttpRequest, place: Place) -> HttpResponse:
    """One place down among the neighbours."""
    return _stepped(request, place, 1)


@managers_only
@require_POST
@arranging
@in_space
def archive(request: HttpRequest, place: Place) -> HttpResponse:
    """Leave the lists; nothing new can be written."""
    place.space.archive(by=member_of(request))
    messages.success(request, _("Archived. Its threads can be read and take no replies."))
    return redirect("space_edit", place.space.slug)


@managers_only
@require_POST
@arranging
@in_space
def unarchive(request: HttpRequest, place: Place) -> HttpResponse:
    """Come back to the lists."""
    try:
        place.space.unarchive(by=member_of(request))
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("“%(space)s” is back.") % {"space": place.space.name})
    return redirect("space_edit", place.space.slug)


@managers_only
@require_GET
@arranging
@in_space
def delete_asked(request: HttpRequest, place: Place) -> HttpResponse:
    """What deleting means, and the name to type."""
    return _delete_page(request, place)


def _delete_page(request: HttpRequest, place: Place, error: str = "", status: int = 200) -> HttpResponse:
    count = place.space.threads.filter(deleted_at=None).count()
    text = ngettext(
        "%(n)d thread moves to the archive and stays readable by link. You can restore it for 30 days.",
        "%(n)d threads move to the archive and stay readable by link. You can restore it for 30 days.",
        count,
    ) % {"n": count}
    page = {"space": place.space, "text": text, "error": error, "topic": "spaces"}
    return render(request, "manage/settings/space_delete.html", page, status=status)


@managers_only
@require_POST
@arranging
@in_space
def delete(request: HttpRequest, place: Place) -> HttpResponse:
    """Delete the space whose name was typed."""
    typed = " ".join(request.POST.get("typed", "").split())
    if typed.casefold() != place.space.name.casefold():
        error = _("The name is not the same. Type “%(space)s”.") % {"space": place.space.name}
        return _delete_page(request, place, error, 422)
    try:
        place.space.delete_softly(by=member_of(request))
    except NotPossible as reason:
        return _delete_page(request, place, str(reason), 422)
    messages.success(
        request, _("“%(space)s” is deleted. You can restore it for 30 days.") % {"space": place.space.name}
    )
    return redirect("settings_spaces")


@managers_only
@require_POST
@arranging
@in_space
@also_deleted
def restore(request: HttpRequest, place: Place) -> HttpResponse:
    """Bring a deleted space back."""
    try:
        place.space.restore(by=member_of(request))
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("settings_spaces")
    messages.success(request, _("“%(space)s” is back with its threads.") % {"space": place.space.name})
    return redirect("settings_spaces")
