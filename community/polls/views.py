"""Asking, voting, closing, and who voted in open polls."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.composing.submitting import submit_poll
from community.composing.views.answering import stop_at
from community.drafts.rescuing import keeping_text
from community.polls.asking import LaterForm, PollForm, form_of
from community.polls.finding import find_poll, find_post
from community.polls.marking import Marked, read_marks
from community.polls.models import Poll, PollVote
from community.polls.naming import names_by_option
from community.polls.opening import AlreadyVoted
from community.polls.permissions import may_change, may_close, may_open
from community.polls.showing import ShownPoll
from community.polls.voting import PollOver, WrongChoice, vote
from community.posts.held import words_after_posting
from community.posts.models import Post
from community.threads.rows import post_url
from config.lib.audience import members_only, public
from config.lib.limits import VOTES, by_member, limited
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal


def address(post: Post) -> str:
    """The page of the thread, opened at the post with the poll."""
    return post_url(post.thread, post.number)


@members_only
@require_safe
def poll_fields(request: HttpRequest) -> HttpResponse:
    """A fragment with the fields of a new poll, for a composer."""
    return render(request, "community/polls/_fields.html", {"form": PollForm(), "beside_post": True})


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def poll_new(request: HttpRequest, post_id: int) -> HttpResponse:
    """Put a poll under a post of one's own."""
    post = find_post(request.user, post_id)
    stop_at(may_open(request.user, post))
    form = PollForm(request.POST) if request.method == "POST" else PollForm()
    if not form.is_bound or not form.is_valid():
        return _form(request, form, post)
    by, insist = cast(Member, request.user), request.POST.get("insist", "")
    try:
        submit_poll(post, by=by, wanted=form.wanted, insist=insist)
    except NotNow as not_now:
        return _form(request, form, post, not_now.refusal)
    messages.success(request, words_after_posting(post, _("Your poll is open.")))
    return redirect(address(post))


def _form(request: HttpRequest, form: PollForm | LaterForm, post: Post, refusal: Refusal | None = None) -> HttpResponse:
    page = {"form": form, "post": post, "changes": hasattr(post, "poll"), "later": isinstance(form, LaterForm)}
    status = refusal.status if refusal is not None else 422 if form.is_bound else 200
    return render(request, "community/polls/form.html", page | {"refusal": refusal}, status=status)


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def poll_edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change a poll: everything until the first vote, afterwards only when it closes."""
    shown = find_poll(request.user, post_id)
    post, poll, by = shown.post, shown.poll, cast(Member, request.user)
    stop_at(may_change(by, poll, post))
    if poll.voters_count:
        return _close_later(request, poll, post)
    sent = request.POST if request.method == "POST" else None
    form = form_of(poll) if sent is None else PollForm(sent)
    if sent is None or not form.is_valid():
        return _form(request, form, post)
    try:
        submit_poll(post, by=by, wanted=form.wanted, old=poll, insist=request.POST.get("insist", ""))
    except NotNow as not_now:
        return _form(request, form, post, not_now.refusal)
    except AlreadyVoted:
        form.add_error(None, _("Somebody has voted in the meantime, so the question and its options stay."))
        return _form(request, form, post)
    messages.success(request, words_after_posting(post, _("Saved.")))
    return redirect(address(post))


def _close_later(request: HttpRequest, poll: Poll, post: Post) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = LaterForm(sent, poll=poll, initial={"closes": poll.closes_at})
    if sent is None or not form.is_valid():
        return _form(request, form, post)
    try:
        poll.postpone(form.cleaned_data["closes"], by=cast(Member, request.user))
    except ValueError:
        form.add_error("closes", _("The poll was closed, or its end was moved, in the meantime."))
        return _form(request, form, post)
    messages.success(request, _("Saved."))
    return redirect(address(post))


@members_only
@limited(VOTES, key=by_member)
@require_POST
def poll_vote(request: HttpRequest, post_id: int) -> HttpResponse:
    """Vote, or change one's vote."""
    shown = find_poll(request.user, post_id)
    stop_at(shown.refusal)
    marked = read_marks(shown.poll, shown.options, request.POST)
    if marked.problem:
        shown.marked = marked
        return _redrawn(request, shown, 422)
    try:
        vote(shown.poll, marked.choices, by=cast(Member, request.user), among=shown.options)
    except Poll.DoesNotExist:  # its author took the post back a moment ago
        raise Http404 from None
    except PollOver:
        raise PermissionDenied(_("This poll is closed. Votes can no longer be cast or changed.")) from None
    except WrongChoice:
        shown = find_poll(request.user, post_id)
        shown.marked = Marked(problem=_("The poll was changed in the meantime. These are its options now."))
        return _redrawn(request, shown, 422)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, _("Your vote counts."))
        return redirect(f"{shown.post.get_absolute_url()}#poll-{shown.post.pk}")
    fresh = find_poll(request.user, post_id)
    fresh.just_voted = True
    return _redrawn(request, fresh, 200)


def _redrawn(request: HttpRequest, shown: ShownPoll, status: int) -> HttpResponse:
    """The poll alone: a fragment, or a page without JavaScript."""
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "community/polls/_poll.html" if fragment else "community/polls/vote.html"
    return render(request, template, {"shown_poll": shown, "post": shown.post}, status=status)


@members_only
@require_POST
def poll_close(request: HttpRequest, post_id: int) -> HttpResponse:
    """Close a poll before its time."""
    shown = find_poll(request.user, post_id)
    stop_at(may_close(request.user, shown.poll, shown.post))
    shown.poll.close(by=cast(Member, request.user))
    messages.success(request, _("The poll is closed. Now you can write what comes of it."))
    return redirect(f"{shown.post.get_absolute_url()}#poll-{shown.post.pk}")


@public
@require_safe
def poll_votes(request: HttpRequest, post_id: int) -> HttpResponse:
    """Who voted for what in an open poll, once its results are shown; of a secret one there is no such page."""
    shown = find_poll(request.user, post_id)
    if not shown.poll.is_open_vote or not shown.shows_results:
        raise Http404
    cast_votes = PollVote.objects.filter(poll=shown.poll)
    page = {"shown_poll": shown, "post": shown.post, "groups": names_by_option(shown.options, shown.poll, cast_votes)}
    return render(request, "community/polls/votes.html", page)
