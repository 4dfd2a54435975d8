"""What programs are measured in: rhythm, the stage they serve, and what they are to reach."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rhythm(models.TextChoices):
    """How often something happens: the lane of the calendar in which it stands."""

    QUARTERLY = "quarterly", _("Quarterly")
    MONTHLY = "monthly", _("Monthly")
    WEEKLY = "weekly", _("Weekly")


class Serves(models.TextChoices):
    """Which step of their way a program helps people to take."""

    ARRIVE = "arrive", pgettext_lazy("what a program helps people to do", "arrive")
    TAKE_PART = "take-part", pgettext_lazy("what a program helps people to do", "take part")
    GIVE_BACK = "give-back", pgettext_lazy("what a program helps people to do", "give back")
    ADVOCATE = "advocate", pgettext_lazy("what a program helps people to do", "advocate")


class Goal(models.TextChoices):
    """What is counted when an occurrence is over; the last is said in words by its owner."""

    REPLIES = "replies", _("Replies")
    PEOPLE = "people", _("People who took part")
    NEWCOMERS = "newcomers", _("People who took part for the first time")
    GOING = "going", _("People who came")
    QUESTIONS = "questions", _("Questions asked")
    ENTRIES = "entries", _("Entries")
    ANSWERS = "answers", _("Answers to a survey")
    OWN = "own", _("Something else")
