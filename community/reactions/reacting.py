"""Reacting to a post: one of each kind per member, whatever is pressed twice or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from community.posts.models import Post
from community.reactions.kinds import kinds
from community.reactions.models import Reaction
from community.spaces.permissions import may_take_part
from config.lib.live import publish
from members.activity.log import record

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class UnknownReaction(ValueError):
    """Not one of this community's reactions."""


def may_react(viewer: Viewer, post: Post) -> bool:
    """Whether somebody who can read the post may react to it: everyone who takes part, while its words are shown."""
    return may_take_part(viewer) and not (post.deleted_at or post.hidden_at or post.held_at)


@transaction.atomic
def react(post: Post, emoji: str, *, by: Member, wanted: bool | None = None) -> bool:
    """Add the member's reaction, or take it back; `wanted` says which, None turns it round. Whether it stands now.

    Raises UnknownReaction for one that neither belongs to the community's set nor was given before.
    """
    locked = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    mine = Reaction.objects.filter(post=locked, member=by, emoji=emoji)
    stands = mine.exists()
    wanted = not stands if wanted is None else wanted
    if wanted == stands:
        post.reactions = locked.reactions
        return stands
    if wanted:
        if emoji not in {kind.emoji for kind in kinds()}:
            raise UnknownReaction(emoji)
        Reaction.objects.create(post=locked, member=by, emoji=emoji)
    else:
        mine.delete()
    recount(locked)
    post.reactions = locked.reactions
    facts = {"thread": locked.thread_id, "emoji": emoji, "author": locked.author_id}
    if wanted:
        record("reaction.added", actor=by, subject=locked, **facts)
    else:
        record("reaction.removed", actor=by, subject=locked, **facts)
    publish(f"thread:{locked.thread_id}", "reactions", post=locked.pk)
    return wanted


def recount(post: Post) -> None:
    """Write the counts on the post anew from the rows; the post is locked by the caller."""
    rows = Reaction.objects.filter(post=post).values_list("emoji").annotate(n=Count("pk"))
    post.reactions = dict(rows)
    post.save(update_fields=["reactions"])
