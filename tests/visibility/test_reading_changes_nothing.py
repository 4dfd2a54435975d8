"""GET never acts: whatever address is opened, no row changes but one's own reading position and visit."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.source import addresses
from tests.visibility.village import Village
from tests.visibility.walking import places

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
ONE_S_OWN = {
    "django_session", "usersessions_usersession", "members_installation", "community_reading", "community_visit",
    "members_member", "members_notification",
}  # fmt: skip
"""Where a reader's own page view leaves its mark: session, position, last visit, notices that have been seen."""


@pytest.mark.parametrize("role", ["member", "admin"])
def test_opening_an_address_changes_nothing(village: Village, role: str) -> None:
    client, changed = village.clients[role], set()
    for address in addresses():
        for path in places(village, address):
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            tables = {found[1] for query in seen.captured_queries if (found := WRITES.match(query["sql"]))}
            changed |= {f"{address}: {table}" for table in tables - ONE_S_OWN}
    assert not sorted(changed)
