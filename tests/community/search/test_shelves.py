"""Guides lead the results, in the page, in the palette and while a title is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.factories import a_group, a_guide, a_space, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from config.lib.audience import Viewer
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db
As = Callable[["Viewer"], "Client"]
TITLE = "How do you keep a rota fair"


def test_guides_lead_the_results_and_say_nothing_of_what_is_hidden(
    as_: As, visitor: "Viewer", ben: "Member", nia: "Member", delivered: Callable[[], int]
) -> None:
    space = a_space("Workshop")
    guide = a_guide(
        space, by=ben, title="A fair rota in four steps", source="Words about shifts", summary="Give points"
    )
    a_guide(a_space(group=a_group(ben)), by=ben, title="The secret rota of a few")
    a_guide(by=ben, title="A rota half written", published=False)
    thread = a_thread(space, title="Our rota is not fair at all")
    delivered()
    for address in (
        "/search/?q=rota",
        "/search/?q=shift",
        "/search/palette/?q=rota",
        "/search/?q=kind:guide",
        "/search/?q=kind:guide+points",
        "/search/?q=rota+in:workshop",
        "/search/?q=rota+by:ben",
    ):
        page = as_(visitor).get(address).text
        assert guide.get_absolute_url() in page, address
        assert "secret" not in page
        assert "half written" not in page
        if "shift" not in address and "by:" not in address and "guide" not in address:
            assert page.index(guide.get_absolute_url()) < page.index(thread.get_absolute_url()), address
    assert "<mark>rota</mark>" in as_(visitor).get("/search/?q=rota").text
    assert "The secret" in as_(ben).get("/search/?q=rota").text
    for without in ("rota is:solved", "rota tag:x", "rota kind:question", "nothing like it"):
        assert guide.get_absolute_url() not in as_(nia).get("/search/", {"q": without}).text
    guide.retire(by=ben)
    assert guide.get_absolute_url() not in as_(visitor).get("/search/?q=rota").text, "before the worker knows"


def test_guides_lead_what_is_offered_while_a_title_is_typed(
    as_: As, ben: "Member", nia: "Member", delivered: Callable[[], int]
) -> None:
    guide = a_guide(by=ben, title=TITLE, summary="Give points to slots")
    a_guide(a_space(group=a_group(ben)), by=ben, title=f"{TITLE} among a few")
    thread = a_thread(title=f"{TITLE} in August")
    delivered()
    page = as_(nia).get("/t/similar/", {"title": f"{TITLE} at all"}).text
    assert page.index(guide.get_absolute_url()) < page.index(thread.get_absolute_url())
    assert "Give points to slots" in page
    assert "among a few" not in page
    assert as_(nia).get("/t/similar/", {"title": "Completely other words here"}).text.strip() == ""
    answer = as_(nia).post(f"/guides/{guide.address}/solved/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == guide.get_absolute_url()
