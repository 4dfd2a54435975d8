"""The embedding model of this installation, if it has one: who provides it, and that nobody waits for it too long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

READER_SECONDS = 0.15
"""Who types a title waits no longer for what it means; opening a model takes longer, and goes on meanwhile."""
WORKER_SECONDS = 60.0
REST_SECONDS = 30.0
"""So long a process leaves a model alone that failed, or that kept a reader waiting."""


class Model(Protocol):
    """Turns texts into rows of numbers; texts that mean about the same get rows that point about the same way."""

    @property
    def name(self) -> str:
        """Tells this model from every other and from other versions of itself; at most 200 letters."""

    @property
    def dimension(self) -> int:
        """How many numbers a row has: 1 to 2,000."""

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """A row for each text, empty where it means nothing to the model. Raises whatever goes wrong."""


class TooSlow(Exception):
    """The model did not answer in time."""


PROVIDERS: dict[str, Callable[[str], Model]] = {}
_opened: dict[str, Model] = {}
_rest: dict[str, float] = {}
_one_at_a_time = threading.Lock()


def provide(kind: str, opens: Callable[[str], Model]) -> None:
    """Let RELATED_MODEL name models of a kind: `opens` is given what stands behind the colon."""
    PROVIDERS[kind] = opens


def is_wanted() -> bool:
    """Whether the owner named a model."""
    return bool(settings.RELATED_MODEL)


def with_model[T](asks: Callable[[Model], T], *, seconds: float = WORKER_SECONDS) -> T:
    """What `asks` finds out from the model, opened where it is not yet. Raises TooSlow, or what the model raises.

    It runs beside: who asked goes on when the time is over, while the opening or answering comes to its own end.
    """
    end = time.monotonic() + seconds
    value = settings.RELATED_MODEL
    outcome: list[T] = []
    wrong: list[Exception] = []

    def ask() -> None:
        try:
            outcome.append(asks(_model(value)))
        except Exception as error:  # raised again where it was asked
            wrong.append(error)
        finally:
            _one_at_a_time.release()

    if not _one_at_a_time.acquire(timeout=seconds):
        raise TooSlow(f"The model was busy for {seconds:g} seconds.")
    beside = threading.Thread(target=ask, name="related-model", daemon=True)
    beside.start()
    beside.join(max(0.0, end - time.monotonic()))
    if wrong:
        raise wrong[0]
    if not outcome:
        raise TooSlow(f"The model did not answer within {seconds:g} seconds.")
    return outcome[0]


def meaning_of(text: str) -> tuple[str, list[float]] | None:
    """For a reader: the model's name and the row of a text. None where words have to do, for whatever reason."""
    value = settings.RELATED_MODEL
    if not value or time.monotonic() < _rest.get(value, 0.0):
        return None
    try:
        name, row = with_model(lambda model: (model.name, model.vectors([text])[0]), seconds=READER_SECONDS)
    except Exception as error:  # whatever it is: words are enough
        _rest[value] = time.monotonic() + REST_SECONDS
        is_opening = isinstance(error, TooSlow) and value not in _opened
        tell = log.info if is_opening else log.warning
        tell("A title was compared by its words alone.", model=value, error=f"{type(error).__name__}: {error}")
        return None
    return (name, row) if row else None


def close() -> None:
    """Forget the model, and that it failed: the next one who asks opens it anew."""
    _opened.clear()
    _rest.clear()


def _model(value: str) -> Model:
    if value not in _opened:
        kind, _colon, rest = value.partition(":")
        _opened[value] = PROVIDERS[kind](rest)
    return _opened[value]
