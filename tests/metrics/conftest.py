"""What all tests of numbers rest on."""

from datetime import timedelta

import pytest


@pytest.fixture(autouse=True)
def calm_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Yesterday is at rest from midnight on and not an hour later, so that the hour of a test run changes nothing."""
    monkeypatch.setattr("members.segments.summing.CALM", timedelta(0))
