"""A member's own appeals, signed in or by the link of a letter. Who is suspended or silenced may appeal too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from config.lib.limits import APPEALS, hit
from members.profiles.models import Member
from members.profiles.refusing import NotNow, clock
from moderation.appeals import links
from moderation.appeals.forms import WordsForm
from moderation.appeals.models import Appeal
from moderation.appeals.opening import DecidedBefore, appeal, write
from moderation.appeals.permissions import is_told, may_appeal
from moderation.appeals.showing import outcome_of, turns_of
from moderation.review.decisions import Decision
from moderation.statements.stating import statement_of


@dataclass(frozen=True)
class Coming:
    """Who came, about which decision, and by which link; without one they are signed in."""

    member: Member
    decision: Decision
    token: str = ""

    @property
    def appeal(self) -> Appeal | None:
        """The appeal there is."""
        found: Appeal | None = Appeal.objects.filter(decision=self.decision, by=self.member).first()
        return found

    @property
    def page(self) -> str:
        """Where they read."""
        if self.token:
            return reverse("appeal_with", args=[self.token])
        found = self.appeal
        return found.get_absolute_url() if found else reverse("appeal_start", args=[self.decision.pk])

    @property
    def act(self) -> str:
        """Where they send what they say."""
        if self.token:
            return reverse("appeal_with_send", args=[self.token])
        found = self.appeal
        return reverse("appeal_write", args=[found.pk]) if found else reverse("appeal_open", args=[self.decision.pk])


@members_only
@never_cache
@require_safe
def start(request: HttpRequest, decision_id: int) -> HttpResponse:
    """What was decided about me, and the form to say why it should not be."""
    coming = _about_me(request, decision_id)
    found = coming.appeal
    return redirect(found) if found else _page(request, coming, WordsForm())


@members_only
@require_POST
def open_appeal(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Appeal."""
    return _send(request, _about_me(request, decision_id))


@members_only
@never_cache
@require_safe
def show(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """My appeal: what was decided, what I say, what the moderators say, and how it ended."""
    return _page(request, _mine(request, appeal_id), WordsForm())


@members_only
@require_POST
def write_more(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Say more."""
    return _send(request, _mine(request, appeal_id))


@public
@never_cache
@require_safe
def show_with(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link of a letter, for members who cannot sign in; all others sign in."""
    coming = _by_link(token)
    if not coming.member.is_suspended:
        return redirect(Coming(coming.member, coming.decision).page)
    return _page(request, coming, WordsForm())


@public
@require_POST
def send_with(request: HttpRequest, token: str) -> HttpResponse:
    """Appeal, or say more, by the link of a letter."""
    coming = _by_link(token)
    if not coming.member.is_suspended:
        return redirect(Coming(coming.member, coming.decision).page)
    return _send(request, coming)


def _about_me(request: HttpRequest, decision_id: int) -> Coming:
    me = member_of(request)
    rows = Decision.objects.filter(about=me).select_related("case", "rule", "joined_to__case", "joined_to__rule")
    decision: Decision = get_object_or_404(rows, pk=decision_id).leading
    if not is_told(decision):
        raise Http404
    return Coming(me, decision)


def _mine(request: HttpRequest, appeal_id: int) -> Coming:
    rows = Appeal.objects.visible_to(request.user).select_related("decision__case", "decision__rule")
    return Coming(member_of(request), get_object_or_404(rows, pk=appeal_id).decision)


def _by_link(token: str) -> Coming:
    found = links.read(token)
    if found is None or not is_told(found[0]):
        raise Http404
    return Coming(found[1], found[0], token)


def _send(request: HttpRequest, coming: Coming) -> HttpResponse:
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, coming, form, 422)
    before = coming.appeal
    if before is None and (refusal := may_appeal(coming.member, coming.decision)) is not None:
        form.add_error(None, refusal.sentence)
        return _page(request, coming, form, 422)
    if wait := hit(APPEALS, coming.member.pk):
        again = clock(timezone.now() + timedelta(seconds=wait + 59))
        form.add_error(None, _("Five messages a day is the limit. You can write again at %(time)s.") % {"time": again})
        return _page(request, coming, form, 429, retry_after=wait)
    said = {"by": coming.member, "submission": form.cleaned_data["submission"]}
    try:
        if before is None:
            appeal(coming.decision, form.cleaned_data["words"], **said)
        else:
            write(before, form.cleaned_data["words"], **said)
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _page(request, coming, form, 422)
    except DecidedBefore:
        form.add_error(None, _("Your appeal was decided in the meantime. Your words are below and were not sent."))
        return _page(request, coming, form, 409)
    messages.success(request, _("Sent. Somebody who did not decide before reads it, usually within two days."))
    return redirect(coming.page)


def _page(
    request: HttpRequest, coming: Coming, form: WordsForm, status: int = 200, retry_after: int = 0
) -> HttpResponse:  # fmt: skip
    found, decision = coming.appeal, coming.decision
    refusal = may_appeal(coming.member, decision) if found is None else None
    page: dict[str, Any] = {
        "appeal": found,
        "decision": decision,
        "statement": statement_of(decision),
        "turns": turns_of(found, for_team=False) if found else [],
        "outcome": outcome_of(found) if found else "",
        "refusal": refusal,
        "may_write": found.is_open if found else refusal is None,
        "form": form,
        "act": coming.act,
    }
    response = render(request, "moderation/appeals/own.html", page, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    if coming.token:
        response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response
