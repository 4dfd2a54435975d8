"""Inviting, being invited, asking to join, and the team's answer."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib import limits
from config.lib.audience import MemberRequest, managers_only, public
from config.lib.net import network_of
from members.installation.admitting import SignUp
from members.installation.models import Installation
from members.invitations.admitting import open_invitation
from members.invitations.asking import ask
from members.invitations.attributing import LINK, link_of
from members.invitations.forms import ApplicationForm, InvitationForm
from members.invitations.models import Application, Invitation, invite

PAGE = 30


@public
@require_safe
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """An invitation, with the way to use it. One that cannot be used looks like one that never was."""
    found = open_invitation(request, code)
    usable = found if found is not None and found.is_open else None
    page = {"invitation": usable, "join_url": f"{reverse('account_signup')}?invitation={usable.code}" if usable else ""}
    return render(request, "members/invitations/invitation.html", page, status=200 if usable else 404)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Ask to join. The answer is the same whoever asks, and however often."""
    if request.user.is_authenticated or Installation.current().sign_up != SignUp.APPLICATION:
        return redirect("account_signup" if not request.user.is_authenticated else "home")
    form = ApplicationForm(request.POST or None, initial={LINK: request.GET.get(LINK, "")[:24]})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "members/invitations/apply.html", {"form": form}, status=status)
    limits.spend(limits.JOIN_NETWORK, network_of(request))
    words = {name: form.cleaned_data[name] for name in ("name", "email", "answer")}
    ask(**words, link=link_of(request))
    return render(request, "members/invitations/applied.html")


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Make an invitation, and see those made."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _invite(request, form)
    made = Invitation.objects.select_related("inviter", "used_by")
    page = {"form": form, "page": Paginator(made, PAGE).get_page(request.GET.get("page"))}
    return render(
        request, "members/invitations/invitations.html", page, status=422 if request.method == "POST" else 200
    )


def _invite(request: HttpRequest, form: InvitationForm) -> HttpResponseRedirect:
    member = cast(MemberRequest, request).user
    if form.cleaned_data["email"]:
        limits.spend(limits.INVITATIONS_TEAM, member.pk)
    made = invite(by=member, **form.cleaned_data)
    if not made.email:
        messages.success(request, _("The invitation is ready. Copy its address and pass it on."))
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": made.email})
    return redirect("invitations")


@managers_only
@require_POST
def invitation_withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Let nobody use it any more."""
    get_object_or_404(Invitation, pk=invitation_id).withdraw(by=cast(MemberRequest, request).user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("invitations")


@managers_only
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Who asks to join: those waiting first, then the latest answers."""
    page = {
        "waiting": Application.objects.filter(decided_at=None).select_related("referrer")[:100],
        "decided": Application.objects.exclude(decided_at=None)
        .select_related("decided_by", "invitation", "referrer")
        .order_by("-decided_at")[:PAGE],
    }
    return render(request, "members/invitations/applications.html", page)


@managers_only
@require_POST
def application_accept(request: HttpRequest, application_id: int) -> HttpResponse:
    """Say yes, and send an invitation."""
    application = get_object_or_404(Application, pk=application_id)
    if application.accept(by=cast(MemberRequest, request).user) is None:
        messages.info(request, _("This was decided before."))
    else:
        messages.success(request, _("%(name)s gets an invitation by e-mail.") % {"name": application.name})
    return redirect("applications")


@managers_only
@require_POST
def application_decline(request: HttpRequest, application_id: int) -> HttpResponse:
    """Say no; nothing is sent."""
    application = get_object_or_404(Application, pk=application_id)
    if application.decline(by=cast(MemberRequest, request).user):
        messages.success(request, _("Declined. %(name)s is not told by us.") % {"name": application.name})
    else:
        messages.info(request, _("This was decided before."))
    return redirect("applications")
