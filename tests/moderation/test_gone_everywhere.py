"""What a decision hides, or what is held, is gone from every page at once, and comes back everywhere afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from members.profiles.models import Member
from tests.factories import a_post
from tests.members.push.conftest import service
from tests.moderation.gone import ROLES, WORDS, Scene, every_place, scene, scenes, told, ways, world

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
Delivered = Callable[[], int]

__all__ = ["scene", "scenes", "service", "world"]


def test_pages_and_feeds_say_nothing_of_it_until_it_is_back(
    as_: Any, scenes: dict[str, Scene], mo: Member, mia: Member, delivered: Delivered
) -> None:
    """Hidden, removed and held: a thread each in one world, so that every page is asked once for the three."""
    acts = {way: ways(way, scene, mo, mia) for way, scene in scenes.items()}
    places = every_place(scenes)
    before = {role: told(scenes, as_, role, places) for role in ("visitor", "friend")}
    for way in scenes:
        assert len([one for one in before["friend"] if one[0] == way]) > 30, "they read it before"
        assert len([one for one in before["visitor"] if one[0] == way]) > 20
    for take, _give_back in acts.values():
        take()
    for role in ROLES:
        assert not told(scenes, as_, role, places), f"{role}, before anybody has heard of it"
    delivered()
    cache.clear()  # visitors search 30 times a minute
    for role in before:
        assert not told(scenes, as_, role, places), role
    for _take, give_back in acts.values():
        give_back()
    delivered()
    cache.clear()
    for role, known in before.items():
        missing = known - told(scenes, as_, role, {(path, is_fragment) for _way, path, is_fragment in known})
        # A notification that was taken back is not told a second time.
        missing = {one for one in missing if not one[1].startswith("/inbox/")}
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
