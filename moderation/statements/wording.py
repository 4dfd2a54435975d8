"""What was decided, in whole sentences to whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from moderation.guidelines.measures import Content, Person, Source
from moderation.statements.asking import end_of, step_of

if TYPE_CHECKING:
    from datetime import datetime

    from moderation.review.decisions import Decision

THING = {
    Content.KEEP: gettext_lazy("What you wrote stays as it is."),
    Content.EDIT: gettext_lazy("You are asked to change what you wrote."),
    Content.HIDE: gettext_lazy("What you wrote is hidden from others until you change it."),
    Content.REMOVE: gettext_lazy("What you wrote was removed."),
    Content.MOVE: gettext_lazy("What you wrote was moved to another space."),
}
PROFILE = {
    Content.KEEP: gettext_lazy("Your profile stays as it is."),
    Content.EDIT: gettext_lazy("You are asked to change your profile."),
    Content.HIDE: gettext_lazy("Your profile is hidden from others until you change it."),
    Content.REMOVE: gettext_lazy("What stood on your profile was removed."),
}
VERSION = {
    Content.KEEP: gettext_lazy("The earlier version of what you wrote stays in its history."),
    Content.HIDE: gettext_lazy("What an earlier version of your words said is hidden from others in its history."),
}
PERSON = {
    Person.EDUCATE: gettext_lazy("You are reminded of a rule of this community."),
    Person.WARN: gettext_lazy("You are warned."),
    Person.SILENCE: gettext_lazy("You can read everything, but not write for now."),
    Person.SUSPEND: gettext_lazy("Your account is suspended."),
    Person.BAN: gettext_lazy("Your account is closed for good."),
}
NOTHING_WRONG = gettext_lazy("A moderator looked at what you wrote and found nothing wrong with it.")
SHOWN = gettext_lazy("Your post is there for everybody now.")
FOR_ALL = gettext_lazy("This holds for everything that is named here.")
TAKEN_BACK = gettext_lazy("This decision was taken back, with everything that followed from it.")


def was_held(decision: Decision) -> bool:
    """Whether the thing had been held, or one that was decided as one with it, and this decision showed it."""
    if any(row.kind == "approved" and row.taken_back_at is None for row in decision.effects.all()):
        return True
    return decision.joined.filter(effects__kind="approved", effects__taken_back_at=None).exists()


def decided(decision: Decision) -> list[str]:
    """What was decided about the thing, and about the person; a sentence each."""
    content, person = Content(decision.content), Person(decision.person)
    if decision.is_no_action:
        return [str(SHOWN if was_held(decision) else NOTHING_WRONG)]
    about = {"member": PROFILE, "version": VERSION}.get(decision.case.subject_type, THING)
    said = [str(about.get(content, THING[content]))]
    if person in PERSON:
        said.append(_for_days(decision) or str(PERSON[person]))
    return said


def _for_days(decision: Decision) -> str:
    days = decision.days or 0
    if not days:
        return ""
    if decision.person == Person.SILENCE:
        words = ngettext(
            "You can read everything, but not write for %(days)d day.",
            "You can read everything, but not write for %(days)d days.",
            days,
        )
        return words % {"days": days}
    if decision.person == Person.SUSPEND:
        words = ngettext(
            "Your account is suspended for %(days)d day.", "Your account is suspended for %(days)d days.", days
        )
        return words % {"days": days}
    return ""


def found(decision: Decision) -> str:
    """Whether people or a rule found it, and that a human decided it: rules never have the last word."""
    if decision.is_by_host:
        return _("Decided by a host of the space.")
    if decision.case.source == Source.RULE or (decision.case.hits_count and not decision.case.reports_count):
        return _("Found by a rule, decided by a moderator.")
    if decision.second_by_id:
        return _("Decided by two moderators.")
    return _("Decided by a moderator.")


def until(decision: Decision) -> str:
    """When what was decided about the person ends."""
    end = end_of(decision)
    return _("It ends on %(day)s.") % {"day": moment_in_words(end)} if end else ""


def what_follows(decision: Decision) -> str:
    """Which step it was, and until when it counts."""
    step = step_of(decision)
    if step is None:
        return ""
    facts = {"number": step.number, "of": step.of}
    if step.expires_at is None:
        return _("This is step %(number)d of %(of)d.") % facts
    words = _("This is step %(number)d of %(of)d; it expires on %(day)s.")
    return words % {**facts, "day": day_in_words(step.expires_at)}


def day_in_words(moment: datetime) -> str:
    """A day in the reader's zone."""
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")


def moment_in_words(moment: datetime) -> str:
    """A day and a time in the reader's zone."""
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
