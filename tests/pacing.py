"""Time that says something of the code, on a machine that has more to do.

Two processes that share a core are each up to twice as slow as one alone, in processor time as well: a known piece of
work, timed right before and after, tells how slow the machine is at the moment.
"""

from collections.abc import Callable
from time import process_time

KNOWN_SECONDS = 0.0155
"""What the known work takes on a core of its own, where the figures of docs/performance.md were taken."""


def seconds(act: Callable[[], object], *, enough: float, tries: int = 5) -> float:
    """Seconds of processor for `act` on a core of its own: the best of some tries, or the first that is enough."""
    best = _taken(act)  # how slow the machine is counts only for what is not quick enough on any
    for _ in range(tries):
        if best < enough:
            break
        before = _known()
        taken = _taken(act)
        slow = max(1.0, min(before, _known()) / KNOWN_SECONDS)
        best = min(best, taken / slow)
    return best


def _taken(act: Callable[[], object]) -> float:
    begin = process_time()
    act()
    return process_time() - begin


def _known() -> float:
    begin = process_time()
    words: dict[str, str] = {}
    for number in range(60_000):
        word = str(number % 977)
        words[word] = words.get(word, "")[-20:] + word
    return process_time() - begin
