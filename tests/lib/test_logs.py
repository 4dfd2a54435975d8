"""The log: one JSON object a line, whoever writes it."""

import json
import logging

import pytest
import structlog


def fail(secret: str) -> None:
    raise RuntimeError(len(secret))


@pytest.mark.parametrize("ours", [True, False])
def test_a_failure_is_one_line_without_the_values_that_were_at_hand(
    ours: bool, caplog: pytest.LogCaptureFixture
) -> None:
    log = structlog.get_logger("rehearsal") if ours else logging.getLogger("rehearsal")
    try:
        fail("the key is under the mat")
    except RuntimeError as error:
        log.warning("It failed.", exc_info=error)
    formatter = logging.getLogger().handlers[0].formatter
    assert formatter is not None
    line = formatter.format(caplog.records[-1])
    said = json.loads(line)
    assert (said["event"], said["level"], said["logger"]) == ("It failed.", "warning", "rehearsal")
    assert "RuntimeError: 24" in said["exception"] and len(said["exception"]) < 1_000
    assert "under the mat" not in line.split("in fail", 1)[1] and "\n" not in line
