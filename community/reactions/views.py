"""Reacting, and who reacted."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.following.silencing import silenced_ids
from community.posts.models import Post
from community.reactions.kinds import EMOJI_MAX, kinds
from community.reactions.models import Reaction
from community.reactions.reacting import UnknownReaction, may_react, react
from community.reactions.showing import mine_on
from config.lib.audience import Viewer, members_only, public
from config.lib.limits import REACTIONS, by_member, limited
from members.profiles.models import Member

SHOWN = 200
"""So many people are named; the counts say the rest."""


@members_only
@require_POST
@limited(REACTIONS, key=by_member)
def post_react(request: HttpRequest, post_id: int) -> HttpResponse:
    """Add a reaction or take it back; `wanted` (yes, no) says which, without it the button turns round."""
    post = _find(request.user, post_id)
    if not may_react(request.user, post):
        raise PermissionDenied(_("You cannot react to this post."))
    emoji = request.POST.get("emoji", "").replace("\0", "")[: EMOJI_MAX + 1]
    wanted = {"yes": True, "no": False}.get(request.POST.get("wanted", ""))
    try:
        react(post, emoji, by=cast(Member, request.user), wanted=wanted)
    except UnknownReaction:
        return _refused(request, post)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{post.get_absolute_url()}#p-{post.number}")
    return _buttons(request, post)


@public
@require_safe
def post_reactions(request: HttpRequest, post_id: int) -> HttpResponse:
    """Who reacted to a post, by kind; `part=buttons` answers with the buttons as they stand now."""
    post = _find(request.user, post_id)
    if request.GET.get("part") == "buttons":
        return _buttons(request, post)
    rows = (
        Reaction.objects.filter(post=post)
        .exclude(member__in=silenced_ids(request.user))
        .select_related("member")
        .order_by("-at", "-pk")[:SHOWN]
    )
    people: dict[str, list[Member]] = {}
    for row in rows:
        people.setdefault(row.emoji, []).append(row.member)
    words = {kind.emoji: kind.word for kind in kinds()}
    kept = sorted(people.items(), key=lambda group: -len(group[1]))
    groups = [(emoji, words.get(emoji, emoji), post.reactions.get(emoji, 0), found) for emoji, found in kept]
    return render(request, "community/reactions/who.html", {"post": post, "groups": groups})


def _find(viewer: Viewer, post_id: int) -> Post:
    post = Post.objects.readable_by(viewer).select_related("thread", "author").filter(pk=post_id).first()
    if post is None:
        raise Http404
    return post


def _buttons(request: HttpRequest, post: Post) -> HttpResponse:
    """A fragment: the buttons under one post."""
    mine = mine_on(request.user, post)
    return render(request, "community/reactions/_reactions.html", {"post": post, "mine": mine})


def _refused(request: HttpRequest, post: Post) -> HttpResponse:
    """422 with the buttons as they are, and a sentence."""
    mine = mine_on(request.user, post)
    context = {"post": post, "mine": mine, "error": _("Choose one of the reactions of this community.")}
    whole = "community/reactions/refused.html"
    template = "community/reactions/_reactions.html" if request.htmx else whole  # type: ignore[attr-defined]
    return render(request, template, context, status=422)
