"""Reading a talk: its page, what came since, one message, and how far somebody has read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from config.lib.composing import WritingBox
from config.lib.handle_names import typed_handle
from config.lib.htmx import is_fragment
from config.lib.limits import COMPLETE, by_member, spend
from members.messages.composing import message_composer
from members.messages.finding import find_message, in_talk, number_in
from members.messages.permissions import Company, may_write
from members.messages.reading import read_to
from members.messages.showing import PAGE, open_talk_page, rows_of, shown, title_of

NAMES_MAX = 20


@members_only
@require_safe
@in_talk
def talk(request: HttpRequest, company: Company) -> HttpResponse:
    """A page of a talk: its newest messages, or those around, before or after one."""
    return talk_page(request, company)


def talk_page(
    request: HttpRequest, company: Company, *, composer: WritingBox | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, also as the answer to a message that was not accepted, with the composer that holds it."""
    member, talk = member_of(request), company.seat.talk
    asked = {name: number_in(request.GET.get(name, "")) for name in ("before", "after", "at")}
    context = about(request, company) | {
        "page": open_talk_page(company.seat, company.seats, **asked),
        "asked": any(asked.values()),
        "write_refusal": may_write(member, company),
        "composer": composer or message_composer(talk),
    }
    return render(request, "members/messages/talk.html", context | more, status=status)


def about(request: HttpRequest, company: Company) -> dict[str, Any]:
    """What every page about a talk shows of it."""
    talk = company.seat.talk
    return {
        "company": company, "talk": talk, "seat": company.seat,
        "title": title_of(talk, company.seats, member_of(request)),
    }  # fmt: skip


@members_only
@require_safe
@in_talk
def since(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """A fragment with the messages after one, for a page that is open."""
    rows = list(rows_of(company.seat).filter(pk__gte=message_id).order_by("pk")[: PAGE + 1])
    known = rows[0] if rows and rows[0].pk == message_id else None
    fresh = shown(company.seat, company.seats, rows[1:] if known else rows[:PAGE], after=known)
    return render(request, "members/messages/talk.html#lines", {"messages": fresh, "talk": company.seat.talk})


@members_only
@require_safe
@in_talk
def message(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """One message as it reads now, for a page that is open; for a browser, the page where it stands."""
    if not is_fragment(request):
        return redirect(find_message(company, message_id))
    found, *before = rows_of(company.seat).filter(pk__lte=message_id).order_by("-pk")[:2] or [None]
    if found is None or found.pk != message_id:
        raise Http404
    one = shown(company.seat, company.seats, [found], after=next(iter(before), None))[0]
    context = {"one": one, "talk": company.seat.talk, "alone": True}
    return render(request, "members/messages/_message.html", context)


@members_only
@require_POST
@in_talk
def read(request: HttpRequest, company: Company) -> HttpResponse:
    """Remember how far the member has read."""
    read_to(company.seat, find_message(company, number_in(request.POST.get("line", ""))).pk)
    return HttpResponse(status=204) if is_fragment(request) else redirect(company.seat.talk)


@members_only
@require_safe
@in_talk
def complete(request: HttpRequest, company: Company, kind: str) -> HttpResponse:
    """Who of the talk is meant by a few letters, and which names call nobody; tags and emoji are known elsewhere."""
    if kind in ("tags", "emoji"):
        return redirect(f"{reverse('complete', args=[kind])}?{request.GET.urlencode()}")
    if kind not in ("members", "names"):
        raise Http404
    spend(COMPLETE, by_member(request))
    if kind == "names":
        here = {seat.member.handle for seat in company.seats}
        names = [typed_handle(name) for name in request.GET.get("q", "")[:800].split()][:NAMES_MAX]
        return render(request, "members/messages/_unnamed.html", {"names": [one for one in names if one not in here]})
    words = request.GET.get("q", "")[:60].lower()
    people = [seat.member for seat in company.others]
    found = [one for one in people if words in one.handle or words in one.name.lower()]
    return render(request, "members/messages/_names.html", {"people": found[:6]})
