"""Whatever knows a member is in the copy of their data, and is gone or without a name when they are."""

from django.db import models
from django.db.models import Model

import members.own_data  # noqa: F401 - registered when Django is ready, and here for whoever reads
from members.privacy.erasers import ERASERS, ONLY_A_NUMBER, WORDS_STAY
from members.privacy.erasing import keys_to_members
from members.privacy.owning import EXPORTERS


def every_key() -> dict[str, object]:
    """Every column that holds a member's number as a key, with what becomes of its row without them."""
    return {f"{model._meta.label}.{name}": gone for model, name, gone in keys_to_members()}


def copied() -> set[str]:
    """The keys whose rows stand in a copy."""
    return {key for exporter in EXPORTERS.values() for key in exporter.covers}


def test_every_key_to_a_member_is_in_the_copy_or_says_why_not() -> None:
    missing = set(every_key()) - copied() - set(ONLY_A_NUMBER)
    assert not missing, "Register an Exporter in the app's own_data, or say with only_a_number why there is none."


def test_what_stays_when_a_member_goes_is_erased_by_a_step_or_says_why_not() -> None:
    touched = {key for eraser in ERASERS.values() for key in eraser.touches}
    staying = {key for key, gone in every_key().items() if gone is not models.CASCADE}
    missing = staying - touched - set(ONLY_A_NUMBER) - set(WORDS_STAY)
    assert not missing - {"members.Activity.actor", "members.Leaving.member"}, "Which step takes these words away?"


def test_no_reason_is_given_for_what_does_not_exist() -> None:
    assert not (set(ONLY_A_NUMBER) | set(WORDS_STAY)) - set(every_key())


def test_every_reason_and_every_line_of_the_copy_is_a_sentence() -> None:
    said = [*ONLY_A_NUMBER.values(), *WORDS_STAY.values(), *(str(exporter.says) for exporter in EXPORTERS.values())]
    assert not [words for words in said if not words.endswith(".")]


def test_a_copy_tells_nothing_secret() -> None:
    secret = {"password", "secret", "token", "code", "endpoint", "auth", "p256dh", "session_key", "data", "people"}
    assert not {name: set(one.fields) & secret for name, one in EXPORTERS.items() if set(one.fields) & secret}
    assert all(issubclass(one.model, Model) for one in EXPORTERS.values())
