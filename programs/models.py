"""Index of the models of all rooms."""

from programs.challenges.models import (
    Challenge,
    ChallengeEntry,
    ChallengeJudge,
    ChallengePlan,
    ChallengeResult,
    ChallengeSheet,
    ChallengeVote,
    ChallengeWinner,
)
from programs.series.checking import Check, CheckItem
from programs.series.hosting import Offer, Turn
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.texts import BankText

__all__ = [
    "BankText",
    "Challenge",
    "ChallengeEntry",
    "ChallengeJudge",
    "ChallengePlan",
    "ChallengeResult",
    "ChallengeSheet",
    "ChallengeVote",
    "ChallengeWinner",
    "Check",
    "CheckItem",
    "Occurrence",
    "Offer",
    "Program",
    "Step",
    "Turn",
]
