"""What search engines and other sites are told about a thread: OpenGraph, the canonical address, JSON-LD.

Only threads that visitors can read have any of it; other pages ask not to be indexed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.text import Truncator

from community.spaces.models import Kind
from community.spaces.seeing import Visibility
from members.installation.models import Installation
from members.profiles.preferences import may_see_profile

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from members.profiles.models import Member

WORDS = 55
TEXT_MAX = 5000
FORMER = "Former member"


@dataclass(frozen=True)
class Described:
    """What the head of a page and its block of data say to machines: `_described.html` and `_jsonld.html`."""

    title: str
    text: str
    address: str
    published: str
    changed: str
    tags: list[str]
    json: str
    """Safe to stand inside a script element: it holds no `<`."""


def describe(thread: Thread, posts: Iterable[Post], *, page: int = 1, answer: Post | None = None) -> Described | None:
    """One page of a thread in the words of machines; None if visitors cannot read it. No query.

    `posts` are those of the page, with authors; `answer` the accepted one if it stands on another page.
    """
    if thread.space.visibility != Visibility.OPEN or thread.deleted_at is not None or thread.held_at is not None:
        return None
    shown = [post for post in posts if not (post.deleted_at or post.hidden_at or post.held_at)]
    first = next((post for post in shown if post.number == 1), None)
    address = settings.PUBLIC_URL + thread.get_absolute_url() + (f"?page={page}" if page > 1 else "")
    data = (
        _question(thread, shown, first, answer) if thread.kind == Kind.QUESTION else _discussion(thread, shown, first)
    )
    words = Truncator(" ".join((first or shown[0]).text.split()) if shown else "").words(WORDS)
    return Described(
        title=thread.title,
        text=words,
        address=address,
        published=thread.created_at.isoformat(timespec="seconds"),
        changed=thread.last_post_at.isoformat(timespec="seconds"),
        tags=list(thread.tags),
        json=script_safe({"@context": "https://schema.org", **data}),
    )


def _discussion(thread: Thread, shown: list[Post], first: Post | None) -> dict[str, Any]:
    return {
        "@type": "DiscussionForumPosting",
        **_heading(thread, first),
        "comment": [_comment(thread, post, "Comment") for post in shown if post.number > 1],
    }


def _question(thread: Thread, shown: list[Post], first: Post | None, answer: Post | None) -> dict[str, Any]:
    accepted = answer or next((post for post in shown if post.pk == thread.answer_id), None)
    if accepted is not None and (accepted.deleted_at or accepted.hidden_at or accepted.held_at):
        accepted = None
    others = [p for p in shown if p.number > 1 and (accepted is None or p.pk != accepted.pk)]
    question = {
        "@type": "Question",
        "name": thread.title,
        "answerCount": thread.replies_count,
        **_heading(thread, first),
        "suggestedAnswer": [_comment(thread, post, "Answer") for post in others],
    }
    # What is outdated is still an answer, but not the one to go by.
    if accepted is not None and thread.outdated_at:
        question["suggestedAnswer"].insert(0, _comment(thread, accepted, "Answer"))
    elif accepted is not None:
        question["acceptedAnswer"] = _comment(thread, accepted, "Answer")
    return {"@type": "QAPage", "mainEntity": question}


def _heading(thread: Thread, first: Post | None) -> dict[str, Any]:
    """The thread itself and its first post, if that stands on this page."""
    heading: dict[str, Any] = {
        "headline": thread.title,
        "url": settings.PUBLIC_URL + thread.get_absolute_url(),
        "datePublished": thread.created_at.isoformat(timespec="seconds"),
        "author": person(thread.author),
        "isPartOf": {"@type": "WebSite", "name": Installation.current().name, "url": f"{settings.PUBLIC_URL}/"},
        "interactionStatistic": _count("CommentAction", thread.replies_count),
    }
    if first is not None:
        heading["text"] = first.text[:TEXT_MAX]
        heading["upvoteCount"] = _upvotes(thread, first)
    if thread.language:
        heading["inLanguage"] = thread.language
    return heading


def _upvotes(thread: Thread, first: Post) -> int:
    """The votes for an idea, and of those who have the same question; elsewhere, the reactions to the first post."""
    return thread.votes_count if thread.kind in (Kind.IDEA, Kind.QUESTION) else sum(first.reactions.values())


def _comment(thread: Thread, post: Post, kind: str) -> dict[str, Any]:
    return {
        "@type": kind,
        "text": post.text[:TEXT_MAX],
        "url": f"{settings.PUBLIC_URL}{thread.get_absolute_url()}{post.number}/#p-{post.number}",
        "datePublished": post.created_at.isoformat(timespec="seconds"),
        "author": person(post.author),
        "upvoteCount": sum(post.reactions.values()),
    }


def person(member: Member | None) -> dict[str, Any]:
    """Somebody in the words of machines; nobody who left is named."""
    if member is None or not member.is_active:
        return {"@type": "Person", "name": FORMER}
    person = {"@type": "Person", "name": member.name}
    if may_see_profile(AnonymousUser(), member):
        person["url"] = settings.PUBLIC_URL + member.get_absolute_url()
    return person


def _count(kind: str, number: int) -> dict[str, Any]:
    return {
        "@type": "InteractionCounter",
        "interactionType": f"https://schema.org/{kind}",
        "userInteractionCount": number,
    }


def script_safe(data: dict[str, Any]) -> str:
    """JSON in which nothing can end the script element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
