"""A post without its cards: its links stay links, until somebody who may edit it wants the cards back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.posts.rerendering import rerender
from community.posts.writing import rendered_into
from community.previews.models import PreviewUse
from community.previews.using import use_previews
from members.activity.log import record

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member


@transaction.atomic
def remove_previews(post: Post, *, by: Member) -> None:
    """Show the plain links of this post."""
    if PreviewUse.objects.filter(post=post, removed_at=None).update(removed_at=timezone.now(), removed_by=by):
        record("previews.removed", actor=by, subject=post)
        rerender([post.pk])


@transaction.atomic
def restore_previews(post: Post, *, by: Member) -> None:
    """Show its links with previews again, or for the first time where it is older than the rule that allows them."""
    uses = PreviewUse.objects.filter(post=post)
    before = uses.filter(removed_at=None).count()
    uses.update(removed_at=None, removed_by=None)
    use_previews(post, rendered_into(post, post.source).alone)
    if uses.count() > before:
        record("previews.restored", actor=by, subject=post)
        rerender([post.pk])
