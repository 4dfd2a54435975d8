"""A member's own link, who came by it, and all referrals for the team."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib import limits
from config.lib.audience import managers_only, member_of, members_only, public
from config.lib.net import network_of
from members.installation.admitting import SignUp
from members.installation.models import Installation
from members.invitations.attributing import LINK
from members.invitations.referrals import Referral, ReferralLink

PAGE = 30


@public
@require_safe
def come(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody follows a member's link. One that does not work looks like one that never was."""
    limits.spend(limits.INVITATION_LOOKUPS, network_of(request))
    link = ReferralLink.working(code)
    if link is not None and request.user.is_authenticated:
        return redirect("settings_invite" if request.user == link.member else "home")
    join_url = f"{reverse('account_signup')}?{LINK}={link.code}" if link else ""
    page = {"link": link, "join_url": join_url}
    return render(request, "members/invitations/referral.html", page, status=200 if link else 404)


@members_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own link, and whom one brought."""
    member = member_of(request)
    link = ReferralLink.objects.filter(member=member, ended_at=None).first()
    brought = Referral.objects.of(member).select_related("member")
    page = {
        "link": settings.PUBLIC_URL + link.get_absolute_url() if link else "",
        "is_open": Installation.current().sign_up == SignUp.OPEN,
        "may_invite": not member.is_silenced,
        "counted": brought.counted().count(),
        "page": Paginator(brought.filter(member__is_active=True), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "members/invitations/mine.html", page)


@members_only
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make a link, or another one in place of it."""
    member = member_of(request)
    if member.is_silenced:
        messages.error(request, _("You can read now, but not invite anybody."))
        return redirect("settings_invite")
    limits.spend(limits.REFERRAL_LINKS, member.pk)
    ReferralLink.renew(by=member)
    messages.success(request, _("Your link is ready. Copy it and pass it on."))
    return redirect("settings_invite")


@members_only
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Let nobody come by one's link any more."""
    member = member_of(request)
    link = ReferralLink.objects.filter(member=member).first()
    if link is not None:
        link.end(by=member)
    messages.success(request, _("Your link does not work any more."))
    return redirect("settings_invite")


@managers_only
@require_safe
def all_of_them(request: HttpRequest) -> HttpResponse:
    """Who brought whom, for the team; with the reason where one does not count."""
    found = Referral.objects.filter(member__confirmed_at__isnull=False).select_related("member", "referrer")
    page = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "counted": found.counted().count(),
        "doubted": found.exclude(doubt="").count(),
    }
    return render(request, "members/invitations/referrals.html", page)
