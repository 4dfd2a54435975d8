"""The village, once for all acts: each act is taken back."""

from collections.abc import Iterator

import pytest

from tests.visibility.village import Village, a_village


@pytest.fixture(scope="module")
def village(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Village]:
    """Twelve people and a private space."""
    with a_village(django_db_blocker, tmp_path_factory.mktemp("media")) as village:
        yield village
