"""Thanks: said, read, taken back."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import Viewer, member_of, members_only, public
from config.lib.handle_names import typed_handle
from config.lib.limits import THANKS, by_member, limited
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from members.profiles.refusing import NotNow
from members.recognition.evidence import Thing
from members.recognition.thankable import KINDS, About, about
from members.recognition.thanks import Thanks, may_thank, thank
from members.recognition.thanks_forms import ThanksForm
from members.recognition.thanks_showing import said_since, said_to, shown

PAGE, MONTH = 30, timedelta(days=30)
LONGEST = 60


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks of the last thirty days, or all to one member."""
    handle, member = request.GET.get("to", "").replace("\0", "")[:LONGEST], None
    if handle:
        member = _known(request.user, typed_handle(handle))
        rows = said_to(member, request.user)
    else:
        rows = said_since(timezone.now() - MONTH, request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "member": member, "page": page, "said": shown(page, request.user),
        "address": f"?to={member.handle}&page=" if member else "?page=",
    }  # fmt: skip
    return render(request, "members/recognition/thanks.html", context)


def _known(viewer: Viewer, handle: str) -> Member:
    member = get_object_or_404(Member.objects.present(), handle=handle.lower())
    if not may_see_profile(viewer, member) or member.pk in who_keeps_away_from(viewer):
        raise Http404
    return member


@members_only
@require_safe
def thank_form(request: HttpRequest, handle: str) -> HttpResponse:
    """A form to thank somebody, maybe for one thing."""
    member = _known(request.user, handle)
    asked = request.GET.get("about", "").replace("\0", "")[:LONGEST]
    return _form(request, member, ThanksForm(initial={"about": asked}), about(asked))


@members_only
@require_POST
@limited(THANKS, key=by_member)
def thank_give(request: HttpRequest, handle: str) -> HttpResponse:
    """Thank somebody."""
    member, form = _known(request.user, handle), ThanksForm(request.POST)
    asked = request.POST.get("about", "")[:LONGEST]
    for_what = about(asked)
    if form.is_valid():
        try:
            thank(member, form.cleaned_data["reason"], by=member_of(request), for_what=for_what)
        except NotNow as no:
            form.add_error(None, no.refusal.sentence)
        else:
            messages.success(request, _("%(name)s is told of your thanks.") % {"name": member.name})
            thing = _thing(request.user, for_what)
            return redirect(thing.url if thing else member.get_absolute_url())
    return _form(request, member, form, for_what, 422)


def _thing(viewer: Viewer, for_what: About | None) -> Thing | None:
    return KINDS[for_what.kind].things(viewer, [for_what.pk]).get(for_what.pk) if for_what else None


def _form(
    request: HttpRequest, member: Member, form: forms.Form, for_what: About | None, status: int = 200
) -> HttpResponse:
    context = {
        "member": member, "form": form, "thing": _thing(request.user, for_what),
        "refusal": None if form.is_bound else may_thank(request.user, member, for_what),
    }  # fmt: skip
    return render(request, "members/recognition/thank.html", context, status=status)


@members_only
@require_POST
def thanks_withdraw(request: HttpRequest, thanks_id: int) -> HttpResponse:
    """Take thanks away: one's own, or those to oneself."""
    viewer = member_of(request)
    found = get_object_or_404(Thanks.objects.select_related("receiver"), pk=thanks_id)
    if viewer.pk not in (found.giver_id, found.receiver_id):
        raise Http404
    found.withdraw(by=viewer)
    messages.success(request, _("Taken away."))
    return redirect("thanks")
