"""Drawing posts: most of them look the same to most who read them, so what was drawn is kept and shown again.

A drawing is kept under every value that the template reads, and depends on nothing else; a post in an unusual state
is drawn anew each time. `tests/community/posts/test_drawing.py` knows what the template reads.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from community.reactions.reacting import may_react
from community.reactions.showing import tallies

if TYPE_CHECKING:
    from django.template import Context

    from community.posts.models import Post
    from community.posts.presenting import Shown
    from config.lib.audience import Viewer

KEPT = 1500
"""Drawings in each process: about 15 MB."""
_TOKEN = secrets.token_hex(16)
"""Stands in a kept drawing where each reader's own form token goes; nobody can write it into a post."""


def drawn(context: Context, shown: Shown, *, may_reply: bool) -> SafeString:
    """The post as `_post.html` draws it in this context."""
    if not _is_usual(shown) or context.get("error"):
        return _draw(context, shown, may_reply=may_reply)
    kept = _kept((may_reply, bool(context.get("arriving")), *_look(context["user"], shown)))
    if not kept:
        with context.push(csrf_token=_TOKEN):
            kept.append(_draw(context, shown, may_reply=may_reply))
    if _TOKEN not in kept[0]:
        return SafeString(kept[0])  # a visitor's: who is given a token is given a cookie, and pages of their own
    return SafeString(kept[0].replace(_TOKEN, str(context.get("csrf_token", ""))))


@lru_cache(KEPT)
def _kept(look: tuple[Any, ...]) -> list[str]:
    """Where the drawing of this look is kept; empty until it is drawn."""
    return []


def _draw(context: Context, shown: Shown, *, may_reply: bool) -> SafeString:
    template: Any = get_template("community/posts/_post.html")
    with context.push(shown=shown, may_reply=may_reply):
        return SafeString(template.template.render(context))


def _is_usual(shown: Shown) -> bool:
    """Whether it stands there like most posts: nothing around it, and nothing about it that is one reader's own."""
    own = shown.is_answer or shown.is_target or shown.is_folded or shown.is_tombstone
    unusual = shown.post.held_at or shown.post.edit_asked_at or shown.labels
    around = shown.gaps or shown.came or shown.answers_url is not None or shown.poll or shown.saved
    return not (own or unusual or around)


def _look(viewer: Viewer, shown: Shown) -> tuple[Any, ...]:
    """All that the drawing of a usual post depends on."""
    post, thread = shown.post, shown.post.thread
    return (
        get_language(),
        timezone.get_current_timezone_name(),
        timezone.localdate(),
        viewer.is_authenticated,
        may_react(viewer, post),
        tuple((one.emoji, one.word, one.count, one.mine) for one in tallies(viewer, post, shown.mine).all),
        *(thread.pk, thread.slug, thread.language),
        *(post.pk, post.number, post.created_at, post.edited_at),
        *_name(post),
        *((post.reply_to.number, *_name(post.reply_to)) if post.reply_to else ()),
        *(shown.html, shown.rest, shown.rest_minutes, shown.role, shown.role_class),
        *(shown.is_new, shown.may_edit, shown.may_accept),
    )


def _name(post: Post) -> tuple[Any, ...]:
    author = post.author
    return (author.pk, author.handle, author.name, author.photo, author.is_active) if author else (None,)
