"""Polls in words, for mails and feeds: question, options, and where to vote. Counts and votes stay on the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from community.posts.models import Post


def poll_text(post: Post, address: str) -> str:
    """The poll of a post as plain text with its address; empty without one. Options come with the post's query."""
    poll = getattr(post, "poll", None)
    if poll is None:
        return ""
    lines = [_("Poll: %(question)s") % {"question": poll.question}, *(f"- {o.text}" for o in poll.options.all())]
    return "\n".join([*lines, f"{_said(poll.closed_at is not None)}: {address}"])


def poll_html(post: Post, address: str) -> str:
    """The same as HTML."""
    poll = getattr(post, "poll", None)
    if poll is None:
        return ""
    question = escape(_("Poll: %(question)s") % {"question": poll.question})
    options = "".join(f"<li>{escape(option.text)}</li>" for option in poll.options.all())
    link = f'<a href="{escape(address)}">{escape(_said(poll.closed_at is not None))}</a>'
    return f"<p><strong>{question}</strong></p><ul>{options}</ul><p>{link}</p>"


def words_of(post: Post) -> str:
    """What a search finds of a post's poll."""
    poll = getattr(post, "poll", None)
    return "" if poll is None else "\n".join([poll.question, *(option.text for option in poll.options.all())])


def _said(closed: bool) -> str:
    return _("See the result") if closed else _("Vote")
