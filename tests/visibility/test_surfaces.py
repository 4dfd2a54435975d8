"""Every surface of the table is looked at or does not exist; a link to a private thread shows its title to nobody."""

import re

import pytest
from django.apps import apps

from tests.factories import a_thread
from tests.house.source import addresses
from tests.visibility.conftest import ROLES
from tests.visibility.matrix import NO_SURFACE, SURFACES, rows
from tests.visibility.measured import keyed
from tests.visibility.village import Village
from tests.visibility.walking import OUTSIDE, ask

pytestmark = pytest.mark.django_db


def test_every_surface_of_the_table_is_known() -> None:
    assert {row["surface"] for row in rows("visibility_matrix.csv")} == SURFACES | set(NO_SURFACE)
    assert not SURFACES & set(NO_SURFACE)


def test_a_surface_that_does_not_exist_has_no_address() -> None:
    routes = [str(address.route) for address in addresses()]
    built = {
        f"{surface}: {route}"
        for surface, (shape, _) in NO_SURFACE.items()
        for route in routes
        if re.search(shape, route)
    }
    assert not sorted(built), "It exists now: move it to SURFACES, and look at it."
    assert not [model for model in apps.get_models() if "webhook" in model.__name__.lower()]


def test_a_link_to_a_private_thread_shows_its_title_to_nobody_outside(village: Village) -> None:
    link = f"http://testserver/t/{village.private.pk}/"
    told = a_thread(
        village.public.space, by=village.member("member"), title="Where we talked about it",
        source=f"There: {link}\n\n<{link}>\n\n/t/{village.private.pk}/\n\n#{village.private.pk}",
    )  # fmt: skip
    for role in OUTSIDE:
        answer = ask(village.clients[role], told.get_absolute_url())
        assert (answer.status, "zqprivtitle" in answer.words()) == (200, False), role


@pytest.mark.parametrize("path", ["/api/health/spaces/", "/api/health/?space=zqspacename"])
def test_a_key_names_a_private_space_to_nobody_but_managers(village: Village, path: str) -> None:
    """Each role has a key, as somebody who managed here once and does not now."""
    for role in ROLES:
        answer = ask(village.clients[role], path, **keyed(village, role, "api_health"))
        told = b"Back room zqspacename" in answer.content
        manages = role in ("community_manager", "admin")
        assert (answer.status, told) == ((200, True) if manages else (401, False)), role
