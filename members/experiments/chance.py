"""Chance that can be worked out again: the same member and experiment always come to the same place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

_WHOLE = 2**64


def _place(experiment_key: str, what: str, member_id: int) -> int:
    """A number below 2^64, evenly spread over members, and another one for each experiment and purpose."""
    said = f"{experiment_key}:{what}:{member_id}".encode()
    return int.from_bytes(hashlib.sha256(said).digest()[:8])


def is_held_out(experiment_key: str, member_id: int, percent: int) -> bool:
    """Whether a member belongs to the share that goes on as before."""
    return _place(experiment_key, "held-out", member_id) * 100 < percent * _WHOLE


def drawn(experiment_key: str, member_id: int, weights: Sequence[int]) -> int:
    """The position of a member's variant among these weights, of which at least one is above zero."""
    at = _place(experiment_key, "variant", member_id) * sum(weights)
    for position, weight in enumerate(weights):
        at -= weight * _WHOLE
        if at < 0:
            return position
    raise ValueError("The weights of an experiment are all zero.")
