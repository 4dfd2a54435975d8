"""The village, and what each of its people reads on a walk through all addresses."""

from collections.abc import Iterator

import pytest

from tests.visibility.village import Village, a_village
from tests.visibility.walking import Walk, walk

ROLES = [
    "anonymous", "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager",
    "admin", "suspended", "silenced", "another_member",
]  # fmt: skip


@pytest.fixture(scope="module")
def village(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Village]:
    """Twelve people, a private space, and a word in everything; every request is taken back."""
    with a_village(django_db_blocker, tmp_path_factory.mktemp("media"), delivered=True) as village:
        yield village


@pytest.fixture(scope="module", params=ROLES)
def walked(village: Village, request: pytest.FixtureRequest) -> Walk:
    """What one of them was told on every address."""
    return walk(village, request.param)
