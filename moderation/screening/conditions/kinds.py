"""What every condition of a rule is, and the list of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from moderation.screening.postings import Posting

type Words = tuple[str, ...]


class WrongCondition(ValueError):
    """What a manager wrote cannot be a condition; the message is a sentence for them."""


class Condition(ABC):
    """One thing a rule looks for. Made once when rules are read, asked for each posting."""

    key: ClassVar[str]
    cost: ClassVar[int] = 0
    """What is cheap is asked first."""
    asks: ClassVar[bool] = False
    """Whether it may ask the database."""

    @abstractmethod
    def __init__(self, given: Mapping[str, Any]) -> None:
        """Raises WrongCondition."""

    @abstractmethod
    def found(self, posting: Posting) -> Words | None:
        """The words in which it is met (none if it is not about words); None if it is not met."""

    @abstractmethod
    def sentence(self) -> str:
        """What it looks for, as the page of a rule says it."""


CONDITIONS: dict[str, type[Condition]] = {}


def condition[C: type[Condition]](kind: C) -> C:
    """Make a kind of condition known."""
    CONDITIONS[kind.key] = kind
    return kind


def read(given: Mapping[str, Mapping[str, Any]]) -> list[Condition]:
    """The conditions of a rule, the cheap ones first. Raises WrongCondition, KeyError."""
    return sorted((CONDITIONS[key](values) for key, values in given.items()), key=lambda one: one.cost)
