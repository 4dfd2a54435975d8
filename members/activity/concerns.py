"""What else an owner should know on the operators' page: rooms say it themselves, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable

_ASKED: list[Callable[[], str]] = []
_ASSURING: list[Callable[[], str]] = []


def tell_operators(asks: Callable[[], str]) -> Callable[[], str]:
    """Decorate a function that says in one sentence what is wrong at the moment, or nothing."""
    _ASKED.append(asks)
    return asks


def assure_operators(asks: Callable[[], str]) -> Callable[[], str]:
    """Decorate a function that says in one sentence that something goes well, or nothing."""
    _ASSURING.append(asks)
    return asks


def assurances() -> list[str]:
    """What goes well and is good to know, in sentences."""
    return [sentence for asks in _ASSURING if (sentence := asks())]


def concerns() -> list[str]:
    """What is wrong at the moment beside what is owed, in sentences."""
    return [sentence for asks in _ASKED if (sentence := asks())]
