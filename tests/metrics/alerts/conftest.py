"""Alerts are looked for one by one, and one that fails is only written into the log: here that fails the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_kind_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [
        record.getMessage() for record in caplog.get_records("call") if record.name == "metrics.alerts.watching"
    ]
