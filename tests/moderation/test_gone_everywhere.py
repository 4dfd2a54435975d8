"""What a decision hides, or what is held, is gone from every page at once, and comes back everywhere afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from members.profiles.models import Member
from tests.factories import a_post
from tests.members.push.conftest import service
from tests.moderation.gone import ROLES, WORDS, Scene, scene, told, ways

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
Delivered = Callable[[], int]

__all__ = ["scene", "service"]


@pytest.mark.parametrize("way", ["hide", "remove", "held"])
def test_pages_and_feeds_say_nothing_of_it_until_it_is_back(
    as_: Any, scene: Scene, mo: Member, mia: Member, delivered: Delivered, way: str
) -> None:
    take, give_back = ways(way, scene, mo, mia)
    before = {role: told(scene, as_, role) for role in ("visitor", "friend")}
    assert len(before["friend"]) > 30 and len(before["visitor"]) > 20, "they read it before"
    take()
    for role in ROLES:
        assert not told(scene, as_, role), f"{role}, before anybody has heard of it"
    delivered()
    cache.clear()  # visitors search 30 times a minute
    for role in before:
        assert not told(scene, as_, role), role
    give_back()
    delivered()
    cache.clear()
    for role, addresses in before.items():
        missing = addresses - told(scene, as_, role)
        # A notification that was taken back is not told a second time.
        missing = {address for address in missing if not address.startswith("/inbox/")}
        assert not missing, f"{role}: {sorted(missing)}"


@pytest.mark.parametrize("way", ["hide", "held"])
def test_its_words_are_gone_from_quotes_and_come_back(
    as_: Any, scene: Scene, mo: Member, mia: Member, delivered: Delivered, way: str
) -> None:
    said = f"> @{scene.author.handle} in /p/{scene.post.pk}:\n>\n> {WORDS}\n>\n> > and zqgonebody\n\nSo it is, zqown."
    quoting = a_post(scene.beside, by=scene.people["friend"], source=said)
    delivered()
    place, feed = scene.beside.get_absolute_url(), f"/feeds/spaces/{scene.thread.space.slug}.atom"
    search = f"{reverse('search')}?q=zqown"

    def read() -> list[bool]:
        texts = [as_(scene.people["newcomer"]).get(path).text for path in (place, feed, search)]
        assert "zqown" in texts[0]
        return ["zqgonebody" in text for text in texts]

    before = read()
    assert before[0]
    take, give_back = ways(way, scene, mo, mia)
    take()
    delivered()
    quoting.refresh_from_db()
    assert read() == [False] * 3 and "zqgonebody" not in quoting.text and "[…]" in quoting.html
    give_back()
    delivered()
    assert read() == before
