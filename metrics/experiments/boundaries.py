"""How far apart two groups must be at each look, so that looking often makes no winner by chance.

The error is spent over time (Lan & DeMets 1983, Biometrika 70:659) by a function like the boundaries of O'Brien and
Fleming (1979, Biometrics 35:549): almost nothing early, most of it at the end. The boundaries follow from the joint
distribution of the looks, integrated look by look (Armitage, McPherson & Rowe 1969, JRSS A 132:235).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from metrics.experiments.proportions import NORMAL

NEVER = 8.0
"""A boundary nothing reaches by chance: where next to no error is spent."""
NEXT_TO_NOTHING = 1e-13
STEPS = 160
"""Of the grid between two boundaries; even, for Simpson's rule."""
HALVINGS = 50


def spent(fraction: float, error: float) -> float:
    """How much of a two-sided error may be used up by this share (0 to 1) of the planned people."""
    if fraction >= 1:
        return error
    if fraction <= 0:
        return 0.0
    one_side = error / 2
    return 4 * _above(NORMAL.inv_cdf(1 - one_side / 2) / math.sqrt(fraction))


@lru_cache(maxsize=256)
def boundaries(fractions: tuple[float, ...], error: float) -> tuple[float, ...]:
    """The boundary of each look in standard errors, two-sided; the looks are growing shares of the planned people.

    Raises ValueError where they do not grow. The last one spends all that is left only if it is 1.
    """
    if any(later <= earlier for earlier, later in zip((0.0, *fractions), fractions, strict=False)):
        raise ValueError("Each look has more people than the one before.")
    found = list[float]()
    grid, before, used = _nowhere(), 0.0, 0.0
    for fraction in fractions:
        step, spend = math.sqrt(fraction - before), max(0.0, spent(fraction, error) - used)
        edge = _edge(grid, step, spend, NEVER * math.sqrt(fraction))
        used += spend
        found.append(edge / math.sqrt(fraction))
        grid, before = _onward(grid, step, edge), fraction
    return tuple(found)


type _Grid = tuple[Sequence[float], Sequence[float]]
"""Places of those that crossed no boundary yet, and how likely each is."""


def _nowhere() -> _Grid:
    """Before the first look everything is at zero."""
    return (0.0,), (1.0,)


def _edge(grid: _Grid, step: float, spend: float, never: float) -> float:
    """Where the chance to be beyond, on either side, after one more step is what may be spent."""
    if spend < NEXT_TO_NOTHING:
        return never
    low, high = 0.0, never
    for _turn in range(HALVINGS):
        middle = (low + high) / 2
        if _beyond(grid, step, middle) > spend:
            low = middle
        else:
            high = middle
    return high


def _beyond(grid: _Grid, step: float, edge: float) -> float:
    """How likely it is to be beyond an edge or its mirror after one more step: what is on the grid is even."""
    return 2 * math.fsum(weight * _above((edge - at) / step) for at, weight in zip(*grid, strict=True))


def _onward(grid: _Grid, step: float, edge: float) -> _Grid:
    """The next grid: those within the edges after one more step, with the weights of Simpson's rule."""
    width = 2 * edge / STEPS
    scale = width / 3 / (step * math.sqrt(2 * math.pi))
    places = [width * number - edge for number in range(STEPS + 1)]
    kept = [(at, weight) for at, weight in zip(*grid, strict=True) if weight]
    weights = list[float]()
    for number, place in enumerate(places):
        simpson = 1 if number in (0, STEPS) else 4 if number % 2 else 2
        density = math.fsum(weight * math.exp(-(((place - at) / step) ** 2) / 2) for at, weight in kept)
        weights.append(scale * simpson * density)
    return places, weights


def _above(z: float) -> float:
    """The share of a normal distribution above so many standard deviations; exact far out too."""
    return math.erfc(z / math.sqrt(2)) / 2
