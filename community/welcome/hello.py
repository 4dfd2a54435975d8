"""Saying hello: where it goes, what the field holds already, and posting it once."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from community.composing.composer import Composer, from_draft, startable
from community.composing.submitting import Sent, submit_thread
from community.posts.writing import earlier
from community.spaces.models import Kind
from community.threads.models import TITLE_MAX
from community.welcome.models import Action, WelcomeStep
from community.welcome.stepping import finish
from members.profiles.models import Member
from members.profiles.preferences import Preferences
from moderation.screening.keeping import noting

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from community.welcome.models import WelcomeRules

DRAFT = "hello"


class SaidAlready(Exception):
    """There is an introduction by this member; `thread` is it, if it is still there."""

    def __init__(self, thread: Thread | None) -> None:
        super().__init__(_("You have said hello already. Your words here were not posted a second time."))
        self.thread = thread


@dataclass(frozen=True)
class Place:
    """The space introductions go to, and what kind of thread they are there."""

    space: Space
    kind: str


def place_for(member: Member, rules: WelcomeRules) -> Place | None:
    """Where a member can say hello: in the chosen space, in the first that takes introductions, or in the first at all.

    None where no space takes threads from them.
    """
    choices = startable(member)
    takes = [choice for choice in choices if Kind.INTRO in choice.kinds]
    chosen = next((choice for choice in takes if choice.space.pk == rules.intro_space_id), None)
    found = chosen or next(iter(takes), None) or next(iter(choices), None)
    return Place(found.space, Kind.INTRO if Kind.INTRO in found.kinds else found.kinds[0]) if found else None


def first_words(member: Member, space: Space) -> str:
    """An introduction with what we know of the member, in the language of the space if it has one."""
    with translation.override(space.language) if space.language else nullcontext():
        hello = _("Hello, I am %(name)s.") % {"name": member.name}
        if template := space.template_for(Kind.INTRO):
            lines = [hello, template]
        else:
            lines = [
                hello,
                _("Where I am: %(place)s") % {"place": _place_of(member)},
                _("What I am interested in: %(interests)s") % {"interests": ", ".join(member.interests)},
                _("What brings me here:"),
                _("What I can help others with: %(expertise)s") % {"expertise": ", ".join(member.expertise)},
                _("What I would like to hear about from you:"),
            ]
    return "\n\n".join(line.rstrip() for line in lines)


def _place_of(member: Member) -> str:
    return "" if Preferences.of(member).place == "hidden" else member.place


def hello_composer(member: Member, place: Place) -> Composer:
    """A box with the introduction begun, or with the draft of it."""
    title = _("Hello from %(name)s") % {"name": member.name}
    composer = Composer(
        act="hello",
        draft_key=DRAFT,
        action=reverse("welcome_hello"),
        verb=_("Post it"),
        label=_("Your introduction"),
        body=first_words(member, place.space),
        title=title[:TITLE_MAX],
        kind=place.kind,
        titled=True,
        docks=False,
    )
    from_draft(composer, member)
    # Where it goes and what it is, is not the draft's to say.
    composer.space_id, composer.kind = place.space.pk, place.kind
    return composer


@noting
@transaction.atomic
def say_hello(
    place: Place, *, by: Member, title: str, source: str, key: str, insist: str = "", sender: str = ""
) -> Thread:
    """Post the introduction, once: the same submission again is the same thread.

    Raises SaidAlready for another one, and what `submit_thread` raises.
    """
    Member.objects.one_at_a_time(by)
    key = key or uuid.uuid4().hex
    again = earlier(by, key, f"{title}\n{source}")
    if again is not None:
        return again.thread
    said = WelcomeStep.objects.filter(member=by, action=Action.HELLO, done_at__isnull=False).first()
    if said is not None:
        raise SaidAlready(said.thread)
    thread = submit_thread(
        place.space,
        by=by,
        kind=place.kind,
        title=title,
        source=source,
        tags=[],
        key=key,
        sent=Sent(DRAFT, insist, sender),
    )
    finish(Action.HELLO, by=by, thread=thread)
    return thread
