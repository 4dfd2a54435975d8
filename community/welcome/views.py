"""The page of newcomers, and what is done on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.composing.composer import Composer, refill
from community.composing.views.replying import words_for
from community.drafts.rescuing import keeping_text
from community.guides.finding import guide_at
from community.guides.models import Guide
from community.posts.calling import TooManyCalled
from community.posts.writing import PostEmpty
from community.threads.models import Thread
from community.welcome import showing
from community.welcome.film import play
from community.welcome.forms import HelloForm, InterestsForm
from community.welcome.hello import Place, SaidAlready, hello_composer, place_for, say_hello
from community.welcome.interests import for_you
from community.welcome.models import Action, WelcomeRules
from community.welcome.stepping import dismiss, finish, skip
from config.lib.audience import member_of, members_only
from config.lib.htmx import go, is_fragment
from config.lib.limits import COMPLETE, by_member, spend
from config.lib.markup import PostTooLong
from config.lib.net import network_of
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, barred
from members.profiles.submissions import SameKeyOtherText


@members_only
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Three actions; those that are done say what came of them."""
    page = showing.page_for(member_of(request), request.GET.get("open", ""))
    return render(request, "community/welcome/index.html", page)


@keeping_text
@members_only
@require_POST
def hello(request: HttpRequest) -> HttpResponse:
    """Post the introduction."""
    member = member_of(request)
    place = place_for(member, WelcomeRules.current())
    if place is None:
        raise PermissionDenied((barred(member) or Refusal(_("No space takes threads from you."))).sentence)
    composer = hello_composer(member, place)
    form = HelloForm(request.POST, member=member, place=place)
    refill(composer, request.POST, form if not form.is_valid() else None)
    if composer.errors:
        return _unsaid(request, composer, 422)
    try:
        thread = _say(request, form, member, place)
    except NotNow as not_now:
        composer.refusal = not_now.refusal
        return _unsaid(request, composer, not_now.refusal.status)
    except (PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText, SaidAlready) as error:
        composer.errors["body"] = str(error) if isinstance(error, SaidAlready) else words_for(error)
        return _unsaid(request, composer, 422)
    messages.success(request, _("Posted in %(space)s.") % {"space": thread.space.name})
    return go(request, reverse("welcome"))


def _say(request: HttpRequest, form: HelloForm, member: Member, place: Place) -> Thread:
    data = form.cleaned_data
    return say_hello(
        place, by=member, title=data["title"], source=data["body"], key=data["key"],
        insist=request.POST.get("insist", ""), sender=network_of(request),
    )  # fmt: skip


def _unsaid(request: HttpRequest, composer: Composer, status: int) -> HttpResponse:
    """Say what is in the way, with all that was typed."""
    if is_fragment(request):
        return render(request, "components/composer_problem.html", {"composer": composer}, status=status)
    page = showing.page_for(member_of(request), Action.HELLO, composer=composer)
    return render(request, "community/welcome/index.html", page, status=status)


@members_only
@require_POST
def interests(request: HttpRequest) -> HttpResponse:
    """Keep what was picked."""
    member = member_of(request)
    form = InterestsForm(request.POST)
    if not form.is_valid():
        return _picking(request, form, 422)
    if "look" in request.POST:
        return _picking(request, form, 200)
    member.describe(by=member, interests=form.cleaned_data["interests"])
    finish(Action.INTERESTS, by=member)
    messages.success(request, _("Saved. Your home page follows what you picked."))
    return redirect("welcome")


def _picking(request: HttpRequest, form: InterestsForm, status: int) -> HttpResponse:
    page = showing.page_for(member_of(request), Action.INTERESTS, form=form)
    return render(request, "community/welcome/index.html", page, status=status)


@members_only
@require_safe
def around(request: HttpRequest) -> HttpResponse:
    """A fragment: the spaces and the people around what is picked at the moment."""
    member = member_of(request)
    spend(COMPLETE, by_member(request))
    form = InterestsForm(request.GET)
    words = form.cleaned_data["interests"] if form.is_valid() else []
    context: dict[str, Any] = {"around": for_you(member, words), "words": words}
    return render(request, "community/welcome/_around.html", context)


@members_only
@require_POST
@guide_at
def read(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Open a guide, which is something useful."""
    finish(Action.USEFUL, by=member_of(request), guide=guide)
    return redirect(guide)


@members_only
@require_POST
def leave_out(request: HttpRequest) -> HttpResponse:
    """Skip an action for now."""
    member, action = member_of(request), request.POST.get("action", "")
    if action not in Action.values:
        raise Http404
    skip(action, by=member)
    return redirect("welcome")


@members_only
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Let the home page not remind any more."""
    dismiss(by=member_of(request))
    return redirect("home")


@members_only
@require_safe
def film(request: HttpRequest, film: str) -> HttpResponseBase:
    """The film for newcomers."""
    return play(request, film)
