"""The step that tells somebody something: at most three of them a week, never at night, each exactly once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.lib.markup import MAX_LENGTH, NullResolver, PostTooLong, render
from members.activity.bell import Bell
from members.activity.log import record
from members.installation.models import Installation
from members.journeys.kinds import Goes, Here, Kind, Outcome, Waits, register
from members.journeys.models import JourneyMessage
from members.notifications.notices import NOTICES
from members.notifications.preferences import channels_of, wanting_no_mail
from members.notifications.quiet import night_of
from members.profiles.models import Member
from members.profiles.roles import Role
from members.replying.bouncing import is_unreachable
from members.segments.fields import Offered, one_of

if TYPE_CHECKING:
    from datetime import datetime

    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said

A_WEEK, WEEK = 3, timedelta(days=7)
"""Messages of all journeys together that a member gets; always."""
SUBJECT_LENGTH = 120
WAYS = [("both", _("e-mail and inbox")), ("mail", _("e-mail")), ("inbox", _("inbox"))]
FILLED = ("name", "community")
_BRACES = re.compile(r"\{([A-Za-z_ ]{1,30})\}")
_NAME = secrets.token_hex(8)
_COMMUNITY = secrets.token_hex(8)
TASK = "members.journeys.send"
bell = Bell(TASK)


def _team() -> Iterable[tuple[int, str]]:
    team = Member.objects.present().filter(role__in=[Role.MODERATOR, Role.MANAGER, Role.OWNER]).order_by("name")
    return team.values_list("pk", "name")


HOSTS = Offered({0: _("the community")}, _team)


class Filled(forms.CharField):
    """Words in which {name} and {community} become something, and nothing else in braces is meant to."""

    def clean(self, value: object) -> str:
        """Raises ValidationError for a word in braces that would arrive as it was typed."""
        said = str(super().clean(value))
        unknown = [word for word in _BRACES.findall(said) if word not in FILLED]
        if unknown:
            raise forms.ValidationError(
                _("“{%(word)s}” is not known: only {name} and {community} become something."),
                params={"word": unknown[0]},
            )
        return said


class Text(Filled):
    """What is said, in Markdown, as long as a post may be."""

    def clean(self, value: object) -> str:
        """Raises ValidationError for nothing, or too much."""
        said = super().clean(value)
        try:
            render(said, NullResolver())
        except PostTooLong as error:
            raise forms.ValidationError(
                _("At most %(limit)d characters fit into a message."), params={"limit": error.limit}
            ) from error
        return said


class Message(Kind):
    """Tells somebody something, from a named host."""

    key, family, icon, tone, in_tests = "message", "say", "mail", "me", True
    label: ClassVar[Said] = _("Send a message")
    sentence: ClassVar[Said] = _("Send {subject} by {by}, from {host}")
    fields: ClassVar[Mapping[str, forms.Field]] = {
        "subject": Filled(label=_("Subject"), max_length=SUBJECT_LENGTH),
        "text": Text(label=_("Text"), max_length=MAX_LENGTH, widget=forms.Textarea),
        "by": forms.ChoiceField(label=_("Where"), choices=WAYS, initial="both"),
        "host": one_of(_("From"), HOSTS, number=True),
    }
    hint: ClassVar[Said] = _("{name} becomes the member's name, {community} that of the community.")

    def act(self, here: Here) -> Outcome:
        """One row with a unique key, in the transaction that moves the member on; its mail leaves by its own task."""
        wait = self._wait(here)
        if wait is not None:
            return wait
        message = write(here)
        transaction.on_commit(bell.ring)
        return Goes(facts={"message": message.pk, "mail": message.by_mail})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many mails that is, and how many who want none get it in their inbox."""
        if values["by"] == "inbox":
            return ngettext("%(n)d message in an inbox", "%(n)d messages in inboxes", count) % {"n": count}
        held = people.order_by().filter(wanting_no_mail(NOTICES["journey"])).count()
        words = ngettext("%(n)d mail", "%(n)d mails", count - held) % {"n": count - held}
        if not held:
            return words
        without = ngettext("%(n)d wants no mail: inbox alone", "%(n)d want no mail: inbox alone", held) % {"n": held}
        return f"{words} · {without}"

    def _wait(self, here: Here) -> Waits | None:
        if here.run.is_test:
            return None
        # Two journeys that reach somebody at the same moment count one after the other.
        Member.objects.one_at_a_time(here.member)
        lately = JourneyMessage.objects.filter(
            member=here.member, created_at__gt=here.now - WEEK, run__is_test=False
        ).order_by("-created_at")
        moments: list[datetime] = list(lately.values_list("created_at", flat=True)[:A_WEEK])
        if len(moments) == A_WEEK:
            return Waits(moments[-1] + WEEK, why="budget")
        morning = night_of(here.member).end_after(here.now, here.member.zone)
        return Waits(morning, why="quiet") if morning else None


def write(here: Here) -> JourneyMessage:
    """Keep what is said to this member in this step; once, whatever happens."""
    wanted = here.values["by"]
    by_mail = wanted in ("both", "mail") and not (without_mail([here.member.pk]) or is_unreachable(here.member))
    message, is_new = JourneyMessage.objects.get_or_create(
        key=here.key,
        defaults={
            **drafted(here.values, here.member), "run": here.run, "by_mail": by_mail, "created_at": here.now,
            "retry_at": here.now, "in_app": wanted in ("both", "inbox") or not by_mail,
            "sent_at": None if by_mail else here.now,
        },
    )  # fmt: skip
    if is_new:
        record("journey.message_written", actor=message.host, subject=message, to=here.member.pk)
    return message


def drafted(values: Values, member: Member) -> dict[str, Any]:
    """What a message says to one member, and from whom."""
    subject, html, text = worded(values, member)
    return {
        "member": member, "host": _host(values), "subject": subject, "html": html, "text": text,
        "source": values["text"],
    }  # fmt: skip


def without_mail(members: Collection[int]) -> set[int]:
    """Of these members, those who want no such mail."""
    return set(members) - channels_of(NOTICES["journey"], members)[1]


def _host(values: Values) -> Member | None:
    """The person who is named, unless they are gone: then it is the community."""
    found: Member | None = Member.objects.present().filter(pk=values["host"]).first()
    return found


def worded(values: Values, member: Member) -> tuple[str, str, str]:
    """Subject, HTML and text for one member; {name} and {community} stand for theirs.

    Names go in after rendering, so that nothing in a name is markup.
    """
    said = {"name": member.name, "community": Installation.current().name}
    tokens = {"name": _NAME, "community": _COMMUNITY}
    rendered = render(_filled(values["text"], tokens), NullResolver())
    html, text = rendered.html, rendered.text
    for word, token in tokens.items():
        html, text = html.replace(token, escape(said[word])), text.replace(token, said[word])
    return _filled(values["subject"], said)[:SUBJECT_LENGTH], html, text


def _filled(words: str, said: Mapping[str, str]) -> str:
    for word, value in said.items():
        words = words.replace(f"{{{word}}}", value)
    return words


register(Message())
