"""What can be decided: about the thing, and about the person; how severe a case is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """How much harm waiting does; the later one stands first in the queue."""

    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Source(models.TextChoices):
    """Why a case was opened first."""

    REPORT = "report", _("Reported")
    HELD = "held", _("Held")
    RULE = "rule", _("Found by a rule")
    FIXED = "fixed", _("Changed by its author")
    APPEAL = "appeal", _("Appeal")
    TEAM = "team", _("Opened by the team")


class Content(models.TextChoices):
    """What becomes of the thing."""

    KEEP = "keep", _("Stays")
    EDIT = "edit", _("An edit is asked for")
    HIDE = "hide", _("Hidden until it is edited")
    REMOVE = "remove", _("Removed")
    MOVE = "move", _("Moved")


class Person(models.TextChoices):
    """What becomes of whoever wrote it."""

    NOTHING = "nothing", _("Nothing")
    EDUCATE = "educate", _("Educate")
    WARN = "warn", _("Warn")
    SILENCE = "silence", _("Silence")
    SUSPEND = "suspend", _("Suspend")
    BAN = "ban", _("Ban")


STRIKES = (Person.EDUCATE, Person.WARN, Person.SILENCE, Person.SUSPEND, Person.BAN)
"""What counts as a strike, from the least on."""
LASTING = (Person.SILENCE, Person.SUSPEND)
"""What has an end, and asks for a number of days."""


def needs_second(content: str, person: str) -> bool:
    """Whether a second moderator has to agree: to a removal, and to a ban."""
    return content == Content.REMOVE or person == Person.BAN
