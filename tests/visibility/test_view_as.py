"""A manager who views as somebody else reads on no address what those must not read, and no page breaks."""

import pytest
from django.test import Client

from members.viewing.consent import agree
from members.viewing.looking import Mode, begin
from tests.house.source import addresses
from tests.visibility.village import Village
from tests.visibility.walking import Walk, ask, come_in, places

pytestmark = [pytest.mark.walks, pytest.mark.django_db]


@pytest.mark.parametrize(("mode", "role"), [("guest", "anonymous"), ("member", "new_member")])
def test_a_manager_reads_no_more_than_whom_they_view_as(village: Village, mode: str, role: str) -> None:
    manager, person = village.member("community_manager"), village.member(role) if mode == "member" else None
    if person is not None:
        agree(person)
    client = Client()
    client.force_login(manager)
    session = client.session
    begin(session, Mode(mode), person, by=manager)
    session.save()
    come_in(village, "community_manager")
    walk = Walk(role)
    for address in addresses():
        # The first place of an address stands in the open, the second behind a door: the whole walk is the roles' own.
        paths = list(dict.fromkeys(path.partition("?")[0] for path in places(village, address)))[:2]
        for path in paths if mode == "guest" else paths[-1:]:
            walk.note(ask(client, path), str(address))
    assert not walk.leaks()
    assert not walk.failed
    assert "zqpubbody" in walk.said
    assert client.get("/").wsgi_request.viewing.look.mode == mode  # type: ignore[attr-defined]
