"""What the pages of spotlights show: answers rendered, versions with their differences, the badge on a profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from community.chat.writing import LineResolver
from community.posts.models import Post
from config.lib.diffing import diff
from config.lib.markup import render
from members.profiles.adding import add
from programs.spotlights.format import source_of
from programs.spotlights.models import Spotlight

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from programs.spotlights.models import SpotlightVersion


@dataclass(frozen=True)
class Change:
    """One edition beside the one before."""

    version: SpotlightVersion
    differences: list[tuple[str, SafeString]]


def said(spotlight: Spotlight) -> list[tuple[str, SafeString]]:
    """Questions with their answers in HTML; what was left empty is left out. One query, if anybody is named."""
    resolver = LineResolver()
    return [
        (question, mark_safe(render(answer, resolver).html))  # noqa: S308 - what `render` makes is safe
        for question, answer in spotlight.pairs if answer
    ]  # fmt: skip


def shown(spotlight: Spotlight) -> list[tuple[str, SafeString]]:
    """What everybody reads: the words as they were agreed to, or what their post says since it was edited."""
    post = Post.objects.filter(thread=spotlight.occurrence.thread_id, number=1).first()
    if post is None or post.source.strip() == source_of(spotlight).strip():
        return said(spotlight)
    return [("", mark_safe(post.html))]  # noqa: S308 - rendered and cleaned when it was written


def changes(spotlight: Spotlight) -> list[Change]:
    """What was changed with each edition, the latest first. One query."""
    before: list[str] = []
    found = []
    for version in spotlight.versions.select_related("written_by"):
        now = version.answers
        old = [*before, *[""] * len(now)]
        pairs = [
            (question, mark_safe(diff(was, words)))  # noqa: S308 - what `diff` makes is safe
            for question, was, words in zip(spotlight.questions, old, now, strict=False) if was != words
        ]  # fmt: skip
        found.append(Change(version, pairs))
        before = now
    return found[::-1]


def badge(member: Member, viewer: Viewer) -> Any:
    """The spotlight somebody wants to have on their profile, as far as the viewer sees it. One query."""
    return (
        Spotlight.objects.visible_to(viewer).filter(member=member, shows_badge=True).order_by("-published_at").first()
    )


add("spotlight", badge)
