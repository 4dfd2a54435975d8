"""The demo community in numbers: its days, scores and alerts, as the nights before would have left them."""

from __future__ import annotations

from metrics.alerts.watching import watch
from metrics.effects.weighing import weigh_effects
from metrics.measures.keeping import keep_scores
from metrics.rollups.catching_up import catch_up, last_at_rest
from metrics.tone.catching_up import catch_up_tone

MOST_SECONDS = 60.0


def measure() -> None:
    """Make every day that is over, and what the night makes of them; what takes longer the worker goes on with."""
    if catch_up(MOST_SECONDS):
        return
    catch_up_tone(MOST_SECONDS)
    keep_scores(last_at_rest())
    watch(last_at_rest())
    weigh_effects()
