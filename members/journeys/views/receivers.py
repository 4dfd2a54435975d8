"""Which services outside journeys may tell of members; the owner's to say."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import member_of, owners_only
from members.journeys.forms import ReceiverForm, receiver_taken
from members.journeys.receivers import Receiver


@owners_only
@require_http_methods(["GET", "HEAD", "POST"])
def receivers(request: HttpRequest) -> HttpResponse:
    """Those there are, and a form for another one."""
    form = ReceiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                Receiver.add(**form.cleaned_data, by=member_of(request))
        except IntegrityError:
            form.add_error("name", receiver_taken(form.cleaned_data["name"]))
        else:
            messages.success(request, _("Steps of journeys can tell it from now on."))
            return redirect("journey_receivers")
    page = {"receivers": Receiver.objects.in_use().order_by("name"), "form": form}
    return render(request, "members/journeys/receivers.html", page, status=422 if form.errors else 200)


@owners_only
@require_http_methods(["GET", "HEAD", "POST"])
def receiver(request: HttpRequest, receiver_id: int) -> HttpResponse:
    """Another name, address or secret."""
    one = get_object_or_404(Receiver.objects.in_use(), pk=receiver_id)
    form = ReceiverForm(request.POST or None, receiver=one)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                one.change(**form.cleaned_data, by=member_of(request))
        except IntegrityError:
            form.add_error("name", receiver_taken(form.cleaned_data["name"]))
        else:
            messages.success(request, _("Saved."))
            return redirect("journey_receivers")
    page = {"receiver": one, "form": form}
    return render(request, "members/journeys/receiver.html", page, status=422 if form.errors else 200)


@owners_only
@require_POST
def receiver_end(request: HttpRequest, receiver_id: int) -> HttpResponse:
    """Tell it nothing more."""
    one = get_object_or_404(Receiver.objects.in_use(), pk=receiver_id)
    one.end(by=member_of(request))
    messages.success(request, _("%(name)s is told nothing more.") % {"name": one.name})
    return redirect("journey_receivers")
