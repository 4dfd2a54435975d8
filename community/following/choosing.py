"""Choosing how much to hear about a thread, a space, a tag or a person, and what holds where nothing was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Reason
from members.activity.log import record

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

UNCHOSEN = Level.REPLIES
"""Where nothing was chosen, members hear of replies to them and of mentions."""


@dataclass(frozen=True)
class Option:
    """One of the three choices."""

    level: str
    label: str
    current: bool


@dataclass(frozen=True)
class Choice:
    """What a member hears about one thing, and why; the variable `follow` of `_choice.html`."""

    kind: str
    url: str
    level: str
    reason: str
    options: list[Option]


@transaction.atomic
def choose(
    member: Member,
    level: str,
    *,
    thread: Thread | None = None,
    space: Space | None = None,
    tag: str = "",
    person: Member | None = None,
) -> None:
    """Keep the member's choice for exactly one thing. Raises ValueError for an unknown level or oneself."""
    what = _one(thread, space, tag, person)
    if level not in Level.values or person == member:
        raise ValueError(f"{level!r} cannot be chosen here")
    follow = _locked_or_new(member, level, what)
    if follow is None:
        return
    follow.level, follow.reason, follow.since = level, Reason.CHOSEN, timezone.now()
    follow.save()
    record(
        "follow.chosen", actor=member, subject=thread or space or person, level=level, **({"tag": tag} if tag else {})
    )


@transaction.atomic
def end(follow: Follow, *, by: Member) -> None:
    """Choose nothing any more: what holds without a choice holds again."""
    gone, _rows = Follow.objects.filter(pk=follow.pk, member=by).delete()
    if gone:
        subject = follow.thread or follow.space or follow.person
        record("follow.ended", actor=by, subject=subject, **({"tag": follow.tag} if follow.tag else {}))


def follow_by_itself(member_id: int, thread_id: int, reason: Reason) -> None:
    """Follow a thread because of something the member did there; what they chose themselves stays."""
    Follow.objects.bulk_create(
        [Follow(member_id=member_id, thread_id=thread_id, level=Level.EVERYTHING, reason=reason)],
        ignore_conflicts=True,
    )


def level_for(viewer: Viewer, **what: Any) -> str:
    """The level that holds for one thing (thread=, space=, tag= or person=)."""
    follow = _found(viewer, _one(**what))
    return follow.level if follow else UNCHOSEN


def choice_for(
    viewer: Viewer,
    *,
    thread: Thread | None = None,
    space: Space | None = None,
    tag: str = "",
    person: Member | None = None,
) -> Choice | None:
    """What `_choice.html` draws: one query. None for visitors and for oneself."""
    if not viewer.is_authenticated or viewer == person:
        return None
    what = _one(thread, space, tag, person)
    return choice_of(_found(viewer, what), thread=thread, space=space, tag=tag, person=person)


def choice_of(
    follow: Follow | None,
    *,
    thread: Thread | None = None,
    space: Space | None = None,
    tag: str = "",
    person: Member | None = None,
) -> Choice:
    """The same for a follow that was read already: no query."""
    level = follow.level if follow else UNCHOSEN
    kind = next(iter(_one(thread, space, tag, person)))
    return Choice(
        kind=kind,
        url=_address(thread, space, tag, person),
        level=level,
        reason=_reason(kind, follow),
        options=[Option(value, str(label), value == level) for value, label in Level.choices],
    )


def choice_of_writer(writer: Member, thread: Thread) -> Choice:
    """The same for who has just replied in a thread: the follow that comes with a reply may still be on its way."""
    coming = Follow(member=writer, thread=thread, level=Level.EVERYTHING, reason=Reason.REPLIED)
    return choice_of(_found(writer, {"thread": thread}) or coming, thread=thread)


def _one(
    thread: Thread | None = None, space: Space | None = None, tag: str = "", person: Member | None = None
) -> dict[str, Any]:
    given = {"thread": thread, "space": space, "tag": tag, "person": person}
    what = {name: value for name, value in given.items() if value}
    if len(what) != 1:
        raise ValueError("name exactly one of thread, space, tag and person")
    return what


def _found(viewer: Viewer, what: dict[str, Any]) -> Follow | None:
    return Follow.objects.filter(member=viewer, **what).first() if viewer.is_authenticated else None


def _locked_or_new(member: Member, level: str, what: dict[str, Any]) -> Follow | None:
    """The row to change, locked; None if it already says so. Two tabs at once end in one row."""
    rows = Follow.objects.select_for_update().filter(member=member, **what)
    follow = rows.first()
    if follow is None:
        try:
            with transaction.atomic():
                return Follow.objects.create(member=member, level=level, **what)
        except IntegrityError:
            follow = rows.get()
    return None if (follow.level, follow.reason) == (level, Reason.CHOSEN) else follow


def _address(thread: Thread | None, space: Space | None, tag: str, person: Member | None) -> str:
    if thread is not None:
        return reverse("follow_thread", args=[thread.pk])
    if space is not None:
        return reverse("follow_space", args=[space.slug])
    return reverse("follow_person", args=[person.handle]) if person is not None else reverse("follow_tag", args=[tag])


def _reason(kind: str, follow: Follow | None) -> str:
    """Why this level holds, and what it means, in one or two sentences."""
    level = follow.level if follow else UNCHOSEN
    because = str(follow.get_reason_display()) if follow else _("You have not chosen anything here.")
    return f"{because} {_meaning(kind, level)}"


def _meaning(kind: str, level: str) -> str:
    if level == Level.NOTHING:
        silent = {
            "thread": _("You are not told about this thread."),
            "space": _("Its threads stay out of what is picked for you."),
            "tag": _("Threads with this tag stay out of what is picked for you."),
            "person": _("You are not told what this member writes."),
        }
        return silent[kind]
    if level == Level.REPLIES:
        return _("You are told when somebody replies to you or mentions you.")
    everything = {
        "thread": _("You are told of every new reply."),
        "space": _("You are told of every new thread."),
        "tag": _("You are told of every new thread with this tag."),
        "person": _("You are told of every thread this member starts."),
    }
    return everything[kind]
