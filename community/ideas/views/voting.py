"""Voting for ideas, and having the same question."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.ideas.voting import NoVoteLeft, may_vote, vote, votes_each, votes_left
from community.spaces.models import Kind
from community.threads.views import find
from config.lib.audience import members_only
from config.lib.coming import came_from
from config.lib.limits import VOTES, by_member, limited
from members.profiles.models import Member


@members_only
@limited(VOTES, key=by_member)
@require_POST
def thread_vote(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Vote, or take the vote back; `wanted` (yes, no) says which, without it the button turns round."""
    member, thread = cast(Member, request.user), find(request.user, thread_id)
    if (refusal := may_vote(request.user, thread)) is not None:
        raise PermissionDenied(refusal.sentence)
    voted = bool(thread.voted)  # type: ignore[attr-defined]  # read with the thread
    wanted = {"yes": True, "no": False}.get(request.POST.get("wanted", ""), not voted)
    problem = ""
    try:
        vote(thread, by=member, wanted=wanted)
        voted = wanted
    except NoVoteLeft as none_left:
        problem = str(none_left)
    if request.htmx:  # type: ignore[attr-defined]
        page = {"thread": thread, "voted": voted, "may_vote": True, "problem": problem}
        if thread.kind == Kind.IDEA:
            page |= {"votes_left": votes_left(member), "votes_each": votes_each()}
        return render(request, "community/ideas/voted.html", page, status=422 if problem else 200)
    if problem:
        page = {"thread": thread, "voted": voted, "problem": problem}
        return render(request, "community/ideas/vote.html", page, status=422)
    messages.success(request, _("Your vote counts.") if wanted else _("Your vote is taken back."))
    return redirect(came_from(request, thread.get_absolute_url()))
