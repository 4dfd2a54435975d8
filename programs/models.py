"""Index of the models of all rooms."""

from programs.calendar.keys import CalendarKey
from programs.calendar.quiet import QuietWeek
from programs.calendar.settings import CalendarSettings
from programs.events.models import Attendance, EventDay, EventMessage, EventPlan
from programs.amas.models import (
    AmaAnswer,
    AmaAnswerVersion,
    AmaFollowUp,
    AmaHelper,
    AmaPlan,
    AmaQuestion,
    AmaRecap,
    AmaVote,
)
from programs.series.checking import Check, CheckItem
from programs.series.hosting import Offer, Turn
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.texts import BankText

__all__ = [
    "Attendance",
    "AmaAnswer",
    "AmaAnswerVersion",
    "AmaFollowUp",
    "AmaHelper",
    "AmaPlan",
    "AmaQuestion",
    "AmaRecap",
    "AmaVote",
    "BankText",
    "CalendarKey",
    "CalendarSettings",
    "Check",
    "CheckItem",
    "EventDay",
    "EventMessage",
    "EventPlan",
    "Occurrence",
    "Offer",
    "Program",
    "QuietWeek",
    "Step",
    "Turn",
]
