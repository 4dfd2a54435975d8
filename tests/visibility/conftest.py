"""The village and its walks."""

import logging
from pathlib import Path
from typing import Any

import pytest

from tests.visibility.village import Village, settle


@pytest.fixture
def village(db: None, settings: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Village:
    """Twelve people, a private space, and a word in everything."""
    from members.activity.relay import deliver_all

    settings.MEDIA_ROOT = tmp_path
    # Thousands of refusals are expected, and each would be written with all its details.
    logging.disable(logging.CRITICAL)
    request.addfinalizer(lambda: logging.disable(logging.NOTSET))
    village = settle()
    deliver_all()
    return village
