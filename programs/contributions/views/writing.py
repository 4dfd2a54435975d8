"""Writing for a call, sending it, taking it back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.threads.models import TITLE_MAX
from config.lib.audience import member_of, members_only
from config.lib.net import network_of
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import typed_key
from programs.contributions import writing
from programs.contributions.models import CREDIT_MAX, SOURCE_MAX, WORDS_MAX, Contribution
from programs.contributions.permissions import may_change, may_send, may_withdraw
from programs.contributions.showing import Call, find, steps_of, versions_of
from programs.contributions.terms import Terms, plan_of
from programs.contributions.views.reading import the_call
from programs.contributions.writing import NothingToSend, Typed
from programs.series.overtaken import ChangedMeanwhile

UNREAD = "unread"


def _typed(request: HttpRequest) -> Typed:
    said = request.POST
    return Typed(
        said.get("title", ""), said.get("source", ""), said.get("form", ""), said.get("credit", ""),
        said.get("agrees") == "yes", said.get("note", ""), typed_key(said.get("key", "")), said.get("insist", ""),
        network_of(request), said.get("read_as", ""),
    )  # fmt: skip


def _fields(terms: Terms, typed: Typed) -> dict[str, Any]:
    """What the form draws, also after a refusal: as it was typed, cut where it is far too long."""
    return {
        "terms": terms, "title": typed.title[: TITLE_MAX * 2], "source": typed.source[: SOURCE_MAX * 2],
        "form": typed.form or terms.forms[0][0], "credit": typed.credit[: CREDIT_MAX * 2],
        "note": typed.note[: WORDS_MAX * 2], "agrees": typed.agrees, "title_max": TITLE_MAX,
        "credit_max": CREDIT_MAX, "note_max": WORDS_MAX,
    }  # fmt: skip


def _wants_to_send(request: HttpRequest) -> bool:
    """The button says which; what goes to a moderator first is sent as well."""
    return request.POST.get("do") == "send" or bool(request.POST.get("insist"))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_write(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Begin one: keep it as a draft, or send it at once."""
    call = the_call(request, occurrence_id)
    if request.method != "POST":
        status = 200 if call.write_refusal is None else 403
        return _writing(request, call, Typed("", "", key=uuid.uuid4().hex), problem=call.write_refusal, status=status)
    # A sheet that is sent again never read what was saved from it since.
    typed = replace(_typed(request), read_as=UNREAD)
    try:
        one = writing.begin(call.occurrence, typed, by=member_of(request))
    except NotNow as not_now:
        return _writing(request, call, typed, problem=not_now.refusal, status=not_now.refusal.status)
    except NothingToSend as error:
        return _writing(request, call, typed, problem=Refusal(str(error)), status=422)
    return _go_on(request, one, typed)


def _writing(request: HttpRequest, call: Call, typed: Typed, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"call": call, "key": typed.key or uuid.uuid4().hex, "fields": _fields(call.terms, typed)}
    return render(request, "programs/contributions/write.html", context | more, status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """One's own: where it stands, what the editors said, and writing on."""
    one = _own(request, contribution_id)
    return _go_on(request, one, _typed(request)) if request.method == "POST" else _page(request, one, None)


def _go_on(request: HttpRequest, one: Contribution, typed: Typed) -> HttpResponse:
    """Save, or send; a draft that was begun just now stays saved also where it cannot be sent."""
    member, sends = member_of(request), _wants_to_send(request)
    try:
        if sends:
            one = writing.send(one, typed, by=member)
        else:
            writing.save(one, typed, by=member)
    except ChangedMeanwhile as overtaken:
        one, refusal = _own(request, one.pk), overtaken.refusal
        return _page(request, one, typed, problem=refusal, status=refusal.status, beside=one)
    except NotNow as not_now:
        return _page(request, one, typed, problem=not_now.refusal, status=not_now.refusal.status)
    except NothingToSend as error:
        return _page(request, one, typed, problem=Refusal(str(error)), status=422)
    if not sends:
        messages.success(request, _("Saved. Nobody else sees it before you send it."))
    elif one.held_at:
        messages.success(request, _("Sent. It waits for a moderator first."))
    else:
        messages.success(request, _("Sent to the editors. You are told what they say."))
    return redirect(one.get_absolute_url())


def _own(request: HttpRequest, contribution_id: int) -> Contribution:
    rows = Contribution.objects.by(member_of(request)).select_related(
        "occurrence__program__space", "occurrence__program__audience", "thread", "guide"
    )
    found: Contribution = get_object_or_404(rows, pk=contribution_id)
    return found


def _page(
    request: HttpRequest, one: Contribution, typed: Typed | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    member, terms = member_of(request), plan_of(one.occurrence.program)
    kept = typed or Typed(one.title, one.source, one.form, one.credit, agrees=one.consented_at is not None)
    versions = versions_of(one)
    context = {
        "one": one, "fields": _fields(terms, kept), "steps": steps_of(one), "versions": versions,
        "may_change": may_change(member, one) is None, "may_withdraw": may_withdraw(member, one) is None,
        "send_refusal": may_send(member, one), "call_url": _call_url(request, one), "latest": versions[:1],
    }  # fmt: skip
    return render(request, "programs/contributions/one.html", context | more, status=status)


def _call_url(request: HttpRequest, one: Contribution) -> str:
    """The page of its call, as long as the author sees that."""
    call = find(request.user, one.occurrence_id)
    return call.url if call is not None else ""


@members_only
@require_POST
def contribution_withdraw(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """Take it back; it is a draft again."""
    one = _own(request, contribution_id)
    try:
        writing.withdraw(one, by=member_of(request))
    except NotNow as not_now:
        return _page(request, one, None, problem=not_now.refusal, status=not_now.refusal.status)
    messages.success(request, _("It is your draft again. The editors see nothing of it."))
    return redirect(one.get_absolute_url())


@members_only
@require_POST
def contribution_discard(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """Throw a draft away."""
    one = _own(request, contribution_id)
    try:
        writing.discard(one, by=member_of(request))
    except NotNow as not_now:
        return _page(request, one, None, problem=not_now.refusal, status=not_now.refusal.status)
    messages.success(request, _("The draft is gone."))
    return redirect("contributions")
