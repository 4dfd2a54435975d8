"""Reciprocal rank fusion: one order of several, whatever their own numbers mean.

Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods, 2009.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

K = 60
"""As in the paper: the first places of a list are worth hardly more than those after them, both lists together more."""


def fused(*orders: Sequence[int]) -> list[int]:
    """Ids by the sum of 1 / (60 + place) over the orders that have them, best first; of equals the earlier named."""
    scores: dict[int, float] = dict.fromkeys(chain.from_iterable(orders), 0.0)
    for order in orders:
        for place, one in enumerate(order, start=1):
            scores[one] += 1 / (K + place)
    return sorted(scores, key=lambda one: -scores[one])
