"""Saved searches tell once a day of what their member may see; searches without result name nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.utils import timezone

from community.search.missing import forget_unfound
from community.search.models import SavedSearch, SearchNews, UnfoundSearch
from community.search.saving import look_next, save_search, tell_of
from members.activity.models import Activity
from members.notifications.models import Notification
from tests.factories import a_group, a_member, a_space, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from config.lib.audience import Viewer
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db
As = Callable[["Viewer"], "Client"]


def a_day_later() -> int:
    """Look through everything as if a day had passed; how many were looked through."""
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(days=1, minutes=1))
    looked = 0
    while look_next():
        looked += 1
    return looked


def test_a_search_is_saved_told_of_and_removed_without_a_script(as_: As, ben: "Member", nia: "Member") -> None:
    client = as_(ben)
    assert "Save this search" in client.get("/search/?q=keys").text
    client.post("/search/save/", {"q": "keys  sort:latest", "name": "Keys", "tell": "on"})
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.query, saved.tells_at is not None) == ("Keys", "keys sort:latest", True)
    page = client.get("/search/saved/").text
    assert "/search/?q=keys+sort%3Alatest" in page
    for act in ("tell", "forget"):
        assert as_(nia).post(f"/search/saved/{saved.pk}/{act}/").status_code == 404
    client.post(f"/search/saved/{saved.pk}/tell/", {"tell": "no"})
    saved.refresh_from_db()
    assert saved.tells_at is None
    client.post(f"/search/saved/{saved.pk}/forget/")
    assert not SavedSearch.objects.exists()
    for nothing in ("", "   ", "\0", "sort:latest", "x" * 201):
        assert client.post("/search/save/", {"q": nothing, "name": "No"}).status_code == 302
    assert not SavedSearch.objects.exists()


def test_names_are_told_apart_and_twenty_are_enough(as_: As, ben: "Member") -> None:
    names = [save_search(name="Keys", query=f"keys {n}", by=ben).name for n in range(20)]
    assert names[:3] == ["Keys", "Keys 2", "Keys 3"]
    assert as_(ben).post("/search/save/", {"q": "one more"}).url == "/search/saved/"  # type: ignore[attr-defined]
    assert SavedSearch.objects.count() == 20
    assert save_search(name="Other", query="keys 3", by=ben).name == "Other", "the same search gets another name"
    assert SavedSearch.objects.count() == 20


def test_news_are_told_once_a_day_and_only_what_one_may_see(
    as_: As, ben: "Member", nia: "Member", delivered: Callable[[], int]
) -> None:
    group = a_group(ben)
    inner = a_space(group=group)
    a_thread(title="Keys from before it was saved")
    delivered()
    for member in (ben, nia):
        tell_of(save_search(name="About keys", query="keys", by=member), tells=True)
    assert a_day_later() == 2
    assert not SearchNews.objects.exists()
    within = a_thread(inner, title="Inner keys are under the mat")
    a_thread(by=nia, title="My own words about keys")
    delivered()
    assert a_day_later() == 2
    assert not look_next(), "once a day"
    delivered()
    assert Activity.objects.filter(verb="search.found_news").count() == 1
    assert SearchNews.objects.get(saved__member=ben).threads[-1:] != []
    assert not Notification.objects.filter(member=nia, kind="saved_search").exists()
    assert (
        within.title
        in as_(ben).get("/inbox/?tab=everything").text
        + as_(ben).get("/inbox/").text
        + as_(ben).get("/inbox/following/").text
    )
    group.memberships.all().delete()
    ben.refresh_from_db()
    cache.clear()
    assert within.title not in as_(ben).get("/inbox/following/").text


def test_what_nobody_finds_is_counted_without_names(as_: As, visitor: "Viewer", ben: "Member", mia: "Member") -> None:
    for viewer in (ben, ben, a_member()):
        as_(viewer).get("/search/?q=Żółw%20 teapot".replace(" ", "+"))
    as_(visitor).get("/search/?q=only+me")
    for personal in ("ana@example.org teapot", "+48 600 700 800", "in:workshop teapots", "te", "x" * 130):
        as_(ben).get("/search/", {"q": personal})
    rows = {one.words: one for one in UnfoundSearch.objects.all()}
    assert set(rows) == {"zolw teapot", "only me"}
    assert rows["zolw teapot"].times == 3
    assert len(rows["zolw teapot"].people) == 2
    assert str(ben.pk) not in "".join(rows["zolw teapot"].people)
    page = as_(mia).get("/manage/searches/").text
    assert "zolw teapot" in page
    assert "only me" not in page
    assert as_(ben).get("/manage/searches/").status_code == 403
    UnfoundSearch.objects.update(last_at=timezone.now() - timedelta(days=91))
    assert "zolw teapot" not in as_(mia).get("/manage/searches/").text
    assert forget_unfound() == 2
