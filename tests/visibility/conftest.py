"""The village and its walks."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.visibility.village import Village, settle


@pytest.fixture
def village(db: None, settings: Any, tmp_path: Path) -> Iterator[Village]:
    """Twelve people, a private space, and a word in everything."""
    from members.activity.relay import deliver_all

    settings.MEDIA_ROOT = tmp_path
    # Thousands of refusals are expected, and each would be written with all its details.
    logging.disable(logging.CRITICAL)
    village = settle()
    deliver_all()
    yield village
    logging.disable(logging.NOTSET)
