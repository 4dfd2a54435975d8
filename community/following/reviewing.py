"""Everything a member chose to hear, or not to hear, in lists to look through and to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.following.choosing import Choice, choice_of
from community.following.models import Follow
from community.spaces.seeing import visible_space_ids
from community.threads.models import Thread
from config.lib.cursors import Cursor

if TYPE_CHECKING:
    from members.profiles.models import Member

PAGE = 30
KINDS: dict[str, str | Promise] = {
    "spaces": _("Spaces"), "tags": _("Tags"), "people": _("People"), "threads": _("Threads"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One thing somebody chose about."""

    follow: Follow
    name: str
    url: str
    choice: Choice


def page_of(member: Member, kind: str, after: Cursor | None) -> tuple[list[Row], Cursor | None]:
    """Some of the choices about one kind of thing, the latest first, and where the list goes on: two queries."""
    chosen = Follow.objects.filter(_about(member, kind), member=member).select_related(
        "thread__space", "space", "person"
    )
    chosen = after.below(chosen, "since") if after else chosen
    found = list(chosen.order_by("-since", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    older = Cursor(shown[-1].since, shown[-1].pk) if len(found) > PAGE else None
    return [_row(follow) for follow in shown], older


def _about(member: Member, kind: str) -> Q:
    """What the member may still see: the rest is neither told of nor listed."""
    spaces = visible_space_ids(member)
    if kind == "threads":
        return Q(thread__in=Thread.objects.visible_to(member).filter(deleted_at=None, held_at=None))
    if kind == "spaces":
        return Q(space__in=spaces)
    return Q(person__is_active=True, person__confirmed_at__isnull=False) if kind == "people" else ~Q(tag="")


def _row(follow: Follow) -> Row:
    thing: Any = follow.thread or follow.space or follow.person
    named = getattr(thing, "title", None) or getattr(thing, "name", None) or f"#{follow.tag}"
    url = thing.get_absolute_url() if thing else reverse("tag", args=[follow.tag])
    choice = choice_of(follow, thread=follow.thread, space=follow.space, tag=follow.tag, person=follow.person)
    return Row(follow, named, url, choice)


def find(member: Member, follow_id: int) -> Follow | None:
    """One of the member's own choices."""
    return Follow.objects.filter(member=member, pk=follow_id).first()
