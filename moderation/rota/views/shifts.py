"""One shift: offered, taken, kept, called off; and its note for whoever comes next."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from config.lib.coming import came_from
from members.profiles.refusing import Refusal, barred
from moderation.rota.forms import NoteForm, OfferForm
from moderation.rota.handing import HandOver, handed, write_note
from moderation.rota.permissions import may_change, may_write
from moderation.rota.shifts import Shift, ShiftGone
from moderation.rota.showing import line_of


@moderators_only
@require_safe
def shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Who has it, to whom it can be offered, and its note."""
    return _page(request, _found(request, shift_id))


@moderators_only
@require_POST
def offer(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Let somebody else have it, or whoever wants it."""
    found, viewer = _changed(request, shift_id), member_of(request)
    form = OfferForm(request.POST, owner_id=found.member_id)
    if not form.is_valid():
        return _page(request, found, offer_form=form, status=422)
    to = form.cleaned_data["to"]
    words = _("It is offered to %(name)s.") % {"name": to.name} if to else _("It is offered to the whole team.")
    return _done(request, lambda: found.offer(to, by=viewer), words)


@moderators_only
@require_POST
def keep(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Not offer it any more."""
    found, viewer = _changed(request, shift_id), member_of(request)
    return _done(request, lambda: found.keep(by=viewer), _("It is not offered any more."))


@moderators_only
@require_POST
def take(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Have it instead of who offered it."""
    found, viewer = _found(request, shift_id), member_of(request)
    _checked(barred(viewer))
    return _done(request, lambda: found.take(by=viewer), _("The shift is yours."))


@moderators_only
@require_POST
def cancel(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Call it off."""
    found, viewer = _changed(request, shift_id), member_of(request)
    found.cancel(by=viewer)
    messages.success(request, _("The shift is called off."))
    return redirect("rota")


@moderators_only
@require_POST
def note_write(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Say something to whoever comes next."""
    found, viewer = _found(request, shift_id), member_of(request)
    note = HandOver.objects.visible_to(viewer).filter(shift=found).first()
    _checked(may_write(viewer, note or HandOver(shift=found)))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note_form=form, status=422)
    (note or write_note(found)).write(form.cleaned_data["words"], by=viewer)
    messages.success(request, _("The note is written. Whoever is on duty next reads it."))
    return redirect(found)


@moderators_only
@require_POST
def note_read(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Whoever is on duty has read it."""
    found, viewer = _found(request, shift_id), member_of(request)
    note: HandOver = get_object_or_404(HandOver.objects.visible_to(viewer), shift=found)
    on_duty = Shift.objects.visible_to(viewer).at(timezone.now()).filter(member=viewer).exists()
    _checked(barred(viewer))
    _checked(None if on_duty else Refusal(_("Whoever is on duty says that they have read it.")))
    note.note_read(by=viewer)
    messages.success(request, _("The note is out of the way. It stays with its shift."))
    return redirect(came_from(request, "/moderate/rota/"))


def _found(request: HttpRequest, shift_id: int) -> Shift:
    seen = Shift.objects.visible_to(member_of(request)).for_listing()
    found: Shift = get_object_or_404(seen, pk=shift_id)
    return found


def _changed(request: HttpRequest, shift_id: int) -> Shift:
    """The shift, if the sender may change it."""
    found = _found(request, shift_id)
    _checked(may_change(member_of(request), found.member))
    return found


def _checked(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise PermissionDenied(refusal.sentence)


def _done(request: HttpRequest, act: Callable[[], None], words: str) -> HttpResponse:
    """Act, say what was done or why not, and lead back."""
    try:
        act()
    except ShiftGone:
        messages.error(request, _("Somebody was quicker, or the shift is not to be had any more."))
    else:
        messages.success(request, words)
    return redirect(came_from(request, "/moderate/rota/"))


def _page(
    request: HttpRequest, found: Shift, *, offer_form: OfferForm | None = None, note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    viewer = member_of(request)
    note = HandOver.objects.visible_to(viewer).filter(shift=found).select_related("shift__member", "read_by").first()
    page = {
        "line": line_of(found, viewer),
        "offer_form": offer_form or OfferForm(owner_id=found.member_id, initial={"to": found.offered_to_id}),
        "handed": handed(note, viewer) if note else None,
        "note_form": note_form or NoteForm(initial={"words": note.words if note else ""}),
        "may_write": may_write(viewer, note or HandOver(shift=found)) is None,
    }
    return render(request, "moderation/rota/shift.html", page, status=status)
