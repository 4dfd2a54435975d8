"""Conditions of rules, a class each; a rule hits where all of its conditions are met."""

from moderation.screening.conditions.histories import Alike, Rate, YoungAccount
from moderation.screening.conditions.kinds import CONDITIONS, Condition, WrongCondition, read
from moderation.screening.conditions.texts import Language, Links, Mood, Pattern, Pictures, Words

__all__ = [
    "CONDITIONS", "Alike", "Condition", "Language", "Links", "Mood", "Pattern", "Pictures", "Rate", "Words",
    "WrongCondition", "YoungAccount", "read",
]  # fmt: skip
