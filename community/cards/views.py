"""The card of a person or a space: who or what it is in a few lines, shown over the page somebody reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.following.choosing import choice_for, choice_of
from community.following.models import Level
from community.following.silencing import has_blocked, silenced_ids
from community.spaces.rhythm import rhythms
from community.spaces.showing import Place, in_space
from config.lib.audience import public
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from members.profiles.showing import shown

View = Callable[..., HttpResponse]


def _as_fragment(view: View) -> View:
    """Only a script asks for a card; whoever opens its address is led to the page itself."""

    @wraps(view)
    @never_cache
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or request.htmx:  # type: ignore[attr-defined]
            return response
        return redirect(request.path.removesuffix("card/"))

    return answer


@public
@require_safe
@_as_fragment
def person_card(request: HttpRequest, handle: str) -> HttpResponse:
    """Who somebody is. What the viewer may not see answers like what does not exist."""
    person = Member.objects.present().named(handle).first()
    if person is None or not may_see_profile(request.user, person):
        raise Http404
    follow = choice_for(request.user, person=person)
    page = {
        "profile": shown(person, request.user),
        "follow": follow,
        "offer": follow and follow.level == Level.REPLIES,
        "is_silenced": person.pk in silenced_ids(request.user),
        "is_blocked": request.user.is_authenticated and has_blocked(request.user, person),
    }
    return render(request, "community/cards/person.html", page)


@public
@require_safe
@in_space
@_as_fragment
def space_card(request: HttpRequest, place: Place) -> HttpResponse:
    """What a space is for, who looks after it, and how lively it is."""
    me = request.user.is_authenticated
    follow = choice_of(place.follow, space=place.space) if me else None
    page = {
        "space": place.space,
        "place": place,
        "rhythm": rhythms([place.space.pk])[place.space.pk],
        "follow": follow,
        "offer": follow and follow.level == Level.REPLIES,
    }
    return render(request, "community/cards/space.html", page)
