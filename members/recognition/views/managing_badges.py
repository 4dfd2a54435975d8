"""Badges for managers: made, tried, started, given by hand, taken back, retired."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.awarding import award, give, would_get
from members.recognition.badge_forms import AwardForm, BadgeForm, RevokeForm, name_taken
from members.recognition.badges import Badge, BadgeAward
from members.recognition.suggesting import SUGGESTIONS, left, take_over
from members.segments.counting import Listing, listing
from members.segments.rules import WrongRule
from members.segments.wording import explain

LONGEST_HANDLE, AWARDS_SHOWN = 60, 50


@managers_only
@require_safe
def manage_badges(request: HttpRequest) -> HttpResponse:
    """All badges, and those that are suggested."""
    held = Count("awards", filter=Q(awards__revoked_at=None))
    rows = Badge.objects.select_related("segment").annotate(holders=held).order_by("retired_at", "name")
    return render(request, "members/recognition/manage_badges.html", {"badges": rows, "suggestions": left()})


@managers_only
@require_safe
def badge_new(request: HttpRequest) -> HttpResponse:
    """A form for a new badge."""
    return _editor(request, BadgeForm(), None)


@managers_only
@require_safe
def badge_edit(request: HttpRequest, badge_id: int) -> HttpResponse:
    """A form for other words, another picture or another segment."""
    found = get_object_or_404(Badge, pk=badge_id)
    said = {"name": found.name, "description": found.description, "icon": found.icon, "segment": found.segment_id}
    return _editor(request, BadgeForm(initial=said, badge=found), found)


def _editor(request: HttpRequest, form: BadgeForm, badge: Badge | None, status: int = 200) -> HttpResponse:
    return render(request, "members/recognition/badge_edit.html", {"form": form, "badge": badge}, status=status)


@managers_only
@require_POST
def badge_create(request: HttpRequest) -> HttpResponse:
    """Make a badge; nobody is given it yet."""
    return _saved(request, None)


@managers_only
@require_POST
def badge_change(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Save other words, another picture or another segment."""
    return _saved(request, get_object_or_404(Badge, pk=badge_id))


def _saved(request: HttpRequest, badge: Badge | None) -> HttpResponse:
    form, by = BadgeForm(request.POST, badge=badge), member_of(request)
    if form.is_valid():
        try:
            with transaction.atomic():
                if badge is None:
                    badge = Badge.create(by=by, **form.cleaned_data)
                else:
                    badge.change(by=by, **form.cleaned_data)
        except IntegrityError:
            form.add_error("name", name_taken(form.cleaned_data["name"]))
        else:
            messages.success(request, _("Saved."))
            return redirect("manage_badge", badge.pk)
    return _editor(request, form, badge, 422)


@managers_only
@require_POST
def badge_suggested(request: HttpRequest, key: str) -> HttpResponse:
    """Take a suggested badge over."""
    if key not in SUGGESTIONS:
        raise Http404
    suggestion = SUGGESTIONS[key]
    try:
        with transaction.atomic():
            made = take_over(suggestion, by=member_of(request))
    except IntegrityError:
        messages.error(request, _("A badge or a segment is called “%(name)s” already.") % {"name": suggestion.name})
        return redirect("manage_badges")
    messages.success(request, _("The badge is made. Nobody is given it before you start it."))
    return redirect("manage_badge", made.pk)


@managers_only
@require_safe
def manage_badge(request: HttpRequest, badge_id: int) -> HttpResponse:
    """One badge: who would get it today and why, who has it, and giving it by hand."""
    return _badge_page(request, _find(badge_id), AwardForm())


def _find(badge_id: int) -> Badge:
    return get_object_or_404(Badge.objects.select_related("segment"), pk=badge_id)


def _badge_page(request: HttpRequest, badge: Badge, form: AwardForm, status: int = 200) -> HttpResponse:
    found = would_get(badge)
    people = Listing(problem=badge.problem)
    if found is not None:
        people = listing(found, request.GET.get("after", ""))
    awards = badge.awards.held().select_related("member", "awarded_by").order_by("-awarded_at", "-pk")
    page = {
        "badge": badge, "listing": people, "is_first": "after" not in request.GET, "form": form,
        "revoke_form": RevokeForm(auto_id=False), "awards": awards[:AWARDS_SHOWN], "awards_count": awards.count(),
        **_why(request, badge),
    }  # fmt: skip
    return render(request, "members/recognition/manage_badge.html", page, status=status)


def _why(request: HttpRequest, badge: Badge) -> dict[str, object]:
    """The answer to "why would this person get it", if it was asked."""
    asked = typed_handle(request.GET.get("why", "").replace("\0", "")[:LONGEST_HANDLE])
    if not asked or badge.segment is None or badge.problem:
        return {}
    member = Member.objects.present().named(asked).first()
    return {"asked": asked} if member is None else {
        "asked": asked, "who": member, "why": explain(badge.segment.rule, member),
    }  # fmt: skip


@managers_only
@require_POST
def badge_start(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Give it to all who meet the criterion, now and from now on."""
    found = _find(badge_id)
    try:
        found.start(by=member_of(request))
    except WrongRule as wrong:
        messages.error(request, str(wrong))
    else:
        given = award(found.pk)
        messages.success(request, _("Started. Given today: %(n)s. Later ones follow within the hour.") % {"n": given})
    return redirect("manage_badge", found.pk)


@managers_only
@require_POST
def badge_give(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Give it by hand."""
    found, form = _find(badge_id), AwardForm(request.POST)
    if form.is_valid():
        try:
            give(found, form.member, form.cleaned_data["reason"], by=member_of(request))
        except NotNow as no:
            form.add_error("handle", no.refusal.sentence)
        else:
            messages.success(request, _("%(name)s has the badge.") % {"name": form.member.name})
            return redirect("manage_badge", found.pk)
    return _badge_page(request, found, form, 422)


@managers_only
@require_POST
def award_revoke(request: HttpRequest, award_id: int) -> HttpResponse:
    """Take a badge back."""
    found, form = get_object_or_404(BadgeAward, pk=award_id), RevokeForm(request.POST)
    if form.is_valid():
        found.revoke(form.cleaned_data["reason"], by=member_of(request))
        messages.success(request, _("Taken back. Only a person can give it again."))
    else:
        messages.error(request, _("Say in a few words why it is taken back."))
    return redirect("manage_badge", found.badge_id)


@managers_only
@require_POST
def badge_retire(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Give it to nobody any more."""
    _find(badge_id).retire(by=member_of(request))
    messages.success(request, _("It is not given any more. Whoever has it keeps it."))
    return redirect("manage_badge", badge_id)


@managers_only
@require_POST
def badge_unretire(request: HttpRequest, badge_id: int) -> HttpResponse:
    """Give it again."""
    found = _find(badge_id)
    try:
        with transaction.atomic():
            found.unretire(by=member_of(request))
    except IntegrityError:
        messages.error(request, name_taken(found.name))
    else:
        messages.success(request, _("It can be given again."))
    return redirect("manage_badge", badge_id)
