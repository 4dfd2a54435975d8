"""Index of the models of all rooms."""

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
    "AmaAnswer",
    "AmaAnswerVersion",
    "AmaFollowUp",
    "AmaHelper",
    "AmaPlan",
    "AmaQuestion",
    "AmaRecap",
    "AmaVote",
    "BankText",
    "Check",
    "CheckItem",
    "Occurrence",
    "Offer",
    "Program",
    "Step",
    "Turn",
]
