"""Somebody decided of every verb whether it is a deliberate act."""

from __future__ import annotations

from members.activity.verbs import VERBS
from members.segments.deeds import DEEDS
from metrics.rollups.acting import CONTRIBUTIONS, NO_ACTS, OTHERS, REACTING, WRITING


def asked_about() -> set[str]:
    """The deeds rules ask about, and all that happens in community and programs."""
    return set(DEEDS) | {verb.name for verb in VERBS.values() if verb.app in ("community", "programs")}


def test_every_verb_is_an_act_or_none() -> None:
    missing = asked_about() - WRITING - {REACTING} - OTHERS - NO_ACTS
    assert not missing, "Say in metrics/rollups/acting.py whether this is a deliberate act."


def test_no_verb_is_both() -> None:
    sets = [WRITING, {REACTING}, OTHERS, NO_ACTS]
    assert sum(map(len, sets)) == len(WRITING | {REACTING} | OTHERS | NO_ACTS)


def test_every_sorted_verb_exists() -> None:
    assert not (WRITING | {REACTING} | OTHERS | NO_ACTS) - set(VERBS)


def test_what_is_added_is_an_act() -> None:
    assert CONTRIBUTIONS <= OTHERS


def test_reading_following_and_signing_in_are_no_acts() -> None:
    for word in ("follow.", "bookmark.", "search.", "person.", "calendar_key.", "newsletter."):
        assert not {verb for verb in OTHERS if verb.startswith(word)}
