"""Founding groups: invited together, seen on their way, and asked whether the community can open."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from config.lib import limits
from config.lib.audience import managers_only, member_of
from members.invitations.badging import badge_for_founders
from members.invitations.batches import InvitationBatch, add_addresses, invite_batch
from members.invitations.forms import AddressesForm, BatchForm
from members.invitations.models import Invitation
from members.invitations.readiness import checks, progress_of


@managers_only
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """All founding groups, and what to look at before the community opens."""
    shown = list(InvitationBatch.objects.all()[:20])
    far = progress_of(shown)
    rows = [(batch, far[batch.pk]) for batch in shown]
    seen = checks()
    page = {"rows": rows, "checks": seen, "done": sum(1 for check in seen if check.is_done)}
    return render(request, "members/invitations/batches.html", page)


@managers_only
@require_safe
def batch_new(request: HttpRequest) -> HttpResponse:
    """A form for a new founding group."""
    return render(request, "members/invitations/batch_new.html", {"form": BatchForm()})


@managers_only
@require_POST
def batch_invite(request: HttpRequest) -> HttpResponse:
    """Invite people together."""
    form = BatchForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "members/invitations/batch_new.html", {"form": form}, status=422)
    member = member_of(request)
    limits.spend(limits.INVITATIONS_TEAM, member.pk, len(form.found))
    words = {name: form.cleaned_data[name] for name in ("name", "note", "landing", "question", "days", "group")}
    with transaction.atomic():
        badge = badge_for_founders(form.cleaned_data["badge"], by=member)
        batch = invite_batch(form.found, by=member, badge=badge, **words)
    messages.success(request, _said(len(form.found)))
    return redirect(batch)


@managers_only
@require_safe
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One founding group: who was invited, who came, and what they expect."""
    return _batch_page(request, _found(batch_id), AddressesForm())


def _found(batch_id: int) -> InvitationBatch:
    return get_object_or_404(InvitationBatch.objects.select_related("group", "badge"), pk=batch_id)


def _batch_page(request: HttpRequest, batch: InvitationBatch, form: AddressesForm, status: int = 200) -> HttpResponse:
    invited = Invitation.objects.filter(batch=batch).select_related("inviter", "used_by").order_by("pk")
    page = {"batch": batch, "progress": progress_of([batch])[batch.pk], "invited": invited, "form": form}
    return render(request, "members/invitations/batch.html", page, status=status)


@managers_only
@require_POST
def batch_add(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Invite more people into it."""
    batch = _found(batch_id)
    form = AddressesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _batch_page(request, batch, form, 422)
    member = member_of(request)
    limits.spend(limits.INVITATIONS_TEAM, member.pk, len(form.found))
    messages.success(request, _said(add_addresses(batch, form.found, by=member)))
    return redirect(batch)


def _said(number: int) -> str:
    if not number:
        return _("All of these are invited already; nothing was sent.")
    words = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", number)
    return words % {"number": number}


@managers_only
@require_POST
def batch_remind(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Write again to those who have not joined and were not written to in the last hours."""
    batch, member = _found(batch_id), member_of(request)
    invited = Invitation.objects.filter(batch=batch).select_related("inviter").order_by("pk")
    due = [one for one in invited if one.may_send_again]
    if due:
        limits.spend(limits.INVITATIONS_TEAM, member.pk, len(due))
    sent = sum(1 for invitation in due if invitation.send_again(by=member))
    if sent:
        messages.success(request, _said(sent))
    else:
        messages.info(request, _("Nobody is due for another letter: they joined, or had one in the last 12 hours."))
    return redirect(batch)


@managers_only
@require_POST
def invitation_send_again(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Write again to one person."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    limits.spend(limits.INVITATIONS_TEAM, member_of(request).pk)
    if invitation.send_again(by=member_of(request)):
        messages.success(request, _("The letter goes out again to %(email)s.") % {"email": invitation.email})
    else:
        messages.info(request, _("Nothing was sent: it was used, or a letter went out in the last 12 hours."))
    return redirect(invitation.batch or "invitations")
