"""Reactions of a post in a template."""

from django import template

from community.posts.models import Post
from community.reactions.reacting import may_react
from community.reactions.showing import Tallies, tallies
from config.lib.audience import Viewer

register = template.Library()


@register.simple_tag
def tallied(post: Post, mine: set[str] | None, viewer: Viewer) -> Tallies:
    """Every kind of reaction with its count; `mine` are the reader's own."""
    return tallies(viewer, post, mine or set())


@register.filter
def may_be_reacted_to_by(post: Post, viewer: Viewer) -> bool:
    """Whether the reader may react to the post."""
    return may_react(viewer, post)
