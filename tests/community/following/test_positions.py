"""How far somebody has read holds on all their devices; the way back, and the ways through a long thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

from tests.factories import a_long_thread, a_post

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def test_two_devices_share_one_position(as_: "As", nia: "Member", ben: "Member", thread: "Thread") -> None:
    for _ in range(5):
        a_post(thread, by=ben)
    desk, phone = as_(nia), as_(nia)
    address = thread.get_absolute_url()
    desk.post(f"/t/{thread.pk}/read/", {"number": 4})
    assert phone.get(address)["Location"].endswith("/5/#p-5")
    # A device that is behind takes nothing back.
    phone.post(f"/t/{thread.pk}/read/", {"number": 2})
    assert desk.get(address)["Location"].endswith("/5/#p-5")
    phone.post(f"/t/{thread.pk}/unread/", {"number": 3})
    assert desk.get(address)["Location"].endswith("/3/#p-3")
    assert 'id="unread"' in desk.get(f"{address}3/").content.decode()
    assert as_(ben).get(address).status_code == 200


def test_a_long_thread_offers_its_summary_and_a_date(
    as_: "As", visitor: "Viewer", nia: "Member", space: "Space"
) -> None:
    thread = a_long_thread(21, space=space)
    for viewer in (visitor, nia):
        page = as_(viewer).get(f"{thread.get_absolute_url()}?page=1").content.decode()
        assert page.count(f"/t/{thread.pk}/summary/") == 2
        assert page.count('type="date"') == 2
    answer = as_(nia).get(f"/t/{thread.pk}/on/", {"day": "someday"}, follow=True)
    assert "such as 2027-03-31" in answer.content.decode()


def test_what_one_follows_is_reviewed_and_ended(
    as_: "As", nia: "Member", ben: "Member", thread: "Thread", private_space: "Space"
) -> None:
    from community.following.choosing import choose, level_for
    from community.following.models import Follow

    choose(nia, "everything", thread=thread)
    choose(nia, "nothing", space=thread.space)
    choose(nia, "everything", tag="rota")
    choose(nia, "everything", person=ben)
    Follow.objects.create(member=nia, space=private_space, level="everything")
    client = as_(nia)
    for kind, name in {"threads": thread.title, "spaces": "Workshop", "tags": "#rota", "people": "Ben"}.items():
        page = client.get(f"/settings/following/?kind={kind}").content.decode()
        assert name in page, kind
        assert "Back room" not in page
    mine = Follow.objects.get(member=nia, thread=thread)
    assert as_(ben).post(f"/settings/following/{mine.pk}/end/").status_code == 404
    assert client.post(f"/settings/following/{mine.pk}/end/").status_code == 302
    assert level_for(nia, thread=thread) == "replies"
    assert client.get("/settings/following/?kind=nonsense").status_code == 404
