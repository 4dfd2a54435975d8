"""While a page of the workbench is put together, its rooms ask each question about a case once between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_ANSWERS: ContextVar[dict[Any, Any] | None] = ContextVar("answers of one page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Around what only reads: what is asked in here twice is answered from memory. Nothing is kept afterwards."""
    if _ANSWERS.get() is not None:
        yield
        return
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def asked_once[**P, T](ask: Callable[P, T]) -> Callable[P, T]:
    """Decorate a question whose answer nobody changes; outside `one_page` it is asked each time."""

    @wraps(ask)
    def answer(*given: P.args, **named: P.kwargs) -> T:
        answers = _ANSWERS.get()
        if answers is None:
            return ask(*given, **named)
        key = (ask, given, tuple(sorted(named.items())))
        if key not in answers:
            answers[key] = ask(*given, **named)
        known: T = answers[key]
        return known

    return answer
