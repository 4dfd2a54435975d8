"""Choosing how much to hear, from wherever the control stands."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.following.choosing import choice_for, choose, end
from community.following.models import Level, Silence
from community.following.reviewing import KINDS, find, page_of
from community.following.silencing import silence, unsilence
from community.spaces.models import Space
from community.tags.names import the_tag
from community.threads.models import Thread
from config.lib.audience import members_only
from config.lib.coming import came_from
from config.lib.cursors import cursor_from
from config.lib.tag_names import tag_or_404
from members.profiles.models import Member


@members_only
@require_POST
def follow_thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """How much to hear about a thread."""
    thread = Thread.objects.visible_to(request.user).filter(pk=thread_id).first()
    return _chosen(request, thread, thread=thread)


@members_only
@require_POST
def follow_space(request: HttpRequest, slug: str) -> HttpResponse:
    """How much to hear about a space."""
    space = Space.objects.visible_to(request.user).filter(slug=slug).first()
    return _chosen(request, space, space=space)


@members_only
@require_POST
def follow_tag(request: HttpRequest, tag: str) -> HttpResponse:
    """How much to hear about a tag."""
    name = the_tag(tag_or_404(tag))
    return _chosen(request, name, tag=name)


@members_only
@require_POST
def follow_person(request: HttpRequest, handle: str) -> HttpResponse:
    """How much to hear about another member."""
    person = _other(request, handle)
    return _chosen(request, person, person=person)


@members_only
@require_GET
def person_choices(request: HttpRequest, handle: str) -> HttpResponse:
    """Follow, mute, block; empty on one's own. A profile loads it as a fragment."""
    person = Member.objects.present().filter(handle=handle).first()
    if person is None:
        raise Http404
    part = "#person-choices" if request.htmx else ""  # type: ignore[attr-defined]
    return _own_answer(render(request, f"community/following/person.html{part}", _towards(request, person)))


@members_only
@require_POST
def person_act(request: HttpRequest, handle: str, act: str) -> HttpResponse:
    """Mute or block a member, or take it back."""
    person, me = _other(request, handle), cast(Member, request.user)
    if act in ("mute", "block"):
        silence(person, by=me, blocked=act == "block")
    else:
        unsilence(person, by=me)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "community/following/person.html#person-choices", _towards(request, person))
    return redirect(came_from(request, person.get_absolute_url()))


@members_only
@require_GET
def following_silenced(request: HttpRequest) -> HttpResponse:
    """Everybody one muted or blocked. The privacy settings load it as a fragment."""
    rows = Silence.objects.filter(member=cast(Member, request.user)).select_related("other").order_by("-since")
    part = "#list" if request.htmx else ""  # type: ignore[attr-defined]
    return _own_answer(render(request, f"community/following/silenced.html{part}", {"rows": rows[:500]}))


@members_only
@require_GET
def following_review(request: HttpRequest) -> HttpResponse:
    """Everything one chose to hear or not to hear, by what it is about."""
    kind = request.GET.get("kind", "spaces")
    if kind not in KINDS:
        raise Http404
    rows, older = page_of(cast(Member, request.user), kind, cursor_from(request.GET.get("after")))
    tabs = [{"url": f"?kind={key}", "label": label, "current": key == kind} for key, label in KINDS.items()]
    page = {"rows": rows, "kind": kind, "tabs": tabs, "older": f"?kind={kind}&after={older}" if older else ""}
    return render(request, "community/following/review.html", page)


@members_only
@require_POST
def following_end(request: HttpRequest, follow_id: int) -> HttpResponse:
    """Take one choice back; it can be made again where it was made."""
    member = cast(Member, request.user)
    follow = find(member, follow_id)
    if follow is None:
        raise Http404
    end(follow, by=member)
    messages.success(request, _("Ended. You hear of it as if you had never chosen anything."))
    return redirect(came_from(request, reverse("following_review")))


def _own_answer(response: HttpResponse) -> HttpResponse:
    """A page and its fragment share an address, but no cache."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def _towards(request: HttpRequest, person: Member) -> dict[str, Any]:
    """What the reader chose about a member."""
    row = Silence.objects.filter(member=cast(Member, request.user), other=person).first()
    return {"person": person, "silence": row, "follow": choice_for(request.user, person=person)}


def _other(request: HttpRequest, handle: str) -> Member:
    """Another member with an open account."""
    person = Member.objects.present().filter(handle=handle).first()
    if person is None or person == request.user:
        raise Http404
    return person


def _chosen(request: HttpRequest, found: Any, **what: Any) -> HttpResponse:
    if found is None:
        raise Http404
    level = request.POST.get("level", "")
    error = ""
    if level in Level.values:
        choose(cast(Member, request.user), level, **what)
    else:
        error = _("Choose everything, replies to you, or nothing.")
    follow = choice_for(request.user, **what)
    if request.htmx or error:  # type: ignore[attr-defined]
        template = "community/following/_choice.html" if request.htmx else "community/following/choice.html"  # type: ignore[attr-defined]
        status = 422 if error else 200
        page = {"follow": follow, "error": error, "back": came_from(request, "/")}
        return render(request, template, page, status=status)
    return redirect(came_from(request, "/"))
