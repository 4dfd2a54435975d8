"""The village, and a folder of its own for what is uploaded."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.visibility.village import Village, settle


@pytest.fixture
def village(db: None, settings: Any, tmp_path: Path) -> Iterator[Village]:
    """Twelve people and a private space."""
    settings.MEDIA_ROOT = tmp_path
    # Thousands of refusals are expected, and each would be written with all its details.
    logging.disable(logging.CRITICAL)
    yield settle()
    logging.disable(logging.NOTSET)
