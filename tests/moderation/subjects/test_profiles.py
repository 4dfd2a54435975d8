"""Profiles as cases are about them: put aside for everybody but their owner and the team, and back as they were."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.posts.models import Post
from community.spaces.models import Space
from config.lib.audience import Viewer
from members.profiles.models import Member
from members.profiles.preferences import choose
from moderation.guidelines.measures import Content, Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.deciding import reverse as take_it_back
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]
WORDS: dict[str, Any] = {
    "line": "Zqline",
    "about": "Zqabout",
    "place": "Zqplace",
    "interests": ["zqbees"],
    "expertise": ["zqsaws"],
}


@pytest.fixture
def una(db: None) -> Member:
    """Somebody with an unkind profile."""
    return a_member("Zquna", **WORDS)


def hidden(member: Member, by: Member) -> Any:
    """The profile, hidden by a decision."""
    item = KINDS["member"].many([member.pk])[member.pk]
    case = open_case(item, Source.REPORT)
    decision = decide(case, Wanted(content=Content.HIDE, version=item.version), by=by)
    member.refresh_from_db()
    return decision


def test_ones_own_and_a_profile_one_may_not_open_are_not_reported(
    una: Member, mo: Member, visitor: AnonymousUser
) -> None:
    kind = KINDS["member"]
    assert kind.reportable(una, una.pk) is None
    assert kind.reportable(visitor, una.pk) is not None
    choose(una, profile="members")
    assert kind.reportable(visitor, una.pk) is None
    assert kind.reportable(mo, una.pk) is not None
    una.hide_profile(by=mo)
    assert kind.reportable(mo, una.pk) is None


def test_hidden_the_words_are_nowhere_and_the_handle_stands_for_the_name(
    as_: As, una: Member, space: Space, ben: Member, mo: Member, visitor: AnonymousUser, delivered: Callable[[], int]
) -> None:
    thread = a_thread(space, by=una)
    calling = a_post(thread, by=ben, source=f"Hello @{una.handle}")
    hidden(una, mo)
    delivered()
    urls = [una.get_absolute_url(), thread.get_absolute_url(), reverse("people"), reverse("home")]
    urls += [f"{reverse('people')}?{name}=zq" for name in ("q", "place", "interest", "help")]
    for viewer in (visitor, ben):
        for url in urls:
            page = as_(viewer).get(url, follow=True).text
            for word in ("Zqline", "Zqabout", "Zqplace", "zqbees", "zqsaws", "Zquna"):
                assert word not in page.replace('value="zq"', ""), (viewer, url)
    assert "Zquna" not in Post.objects.get(pk=calling.pk).html
    for viewer in (una, mo):
        page = as_(viewer).get(una.get_absolute_url()).text
        assert "Zqabout" in page
        assert "Only you and the team see it" in page or "Only its owner and the team see it" in page


def test_taken_back_it_is_exactly_as_it_was(una: Member, mo: Member, mia: Member) -> None:
    names = ("name", "line", "about", "place", "photo", "interests", "expertise")
    before = [getattr(una, name) for name in names]
    decision = hidden(una, mo)
    assert (una.name, una.about) == (una.handle, "")
    una.take_handle("another-handle", by=una)
    assert Member.objects.get(pk=una.pk).name == "another-handle"
    take_it_back(decision, by=mia, why="It was a joke among friends")
    una.refresh_from_db()
    assert [getattr(una, name) for name in names] == before
    assert (una.aside, una.profile_hidden_at, una.profile_edit_asked_at) == (None, None, None)


def test_its_owner_mends_what_they_wrote_and_a_moderator_looks_before_anybody_else(
    as_: As, una: Member, ben: Member, mo: Member, delivered: Callable[[], int]
) -> None:
    hidden(una, mo)
    delivered()
    page = reverse("settings_profile")
    form = as_(una).get(page).text
    assert "Zqabout" in form
    assert 'value="Zquna"' in form
    sent = {"name": "Una", "handle": una.handle, "line": "", "about": "Bees mostly", "place": "", "time_zone": "UTC",
            "interests": "", "expertise": ""}  # fmt: skip
    assert "A moderator will look at it." in as_(una).post(page, sent, follow=True).text
    delivered()
    assert "Bees mostly" not in as_(ben).get(una.get_absolute_url()).text
    case = Case.objects.open().get()
    assert (case.source, case.about) == ("fixed", una)
    item = KINDS["member"].many([una.pk])[una.pk]
    assert (item.title, item.text, item.state, item.edit_asked) == ("Una", "Bees mostly", "hidden", False)
    decide(case, Wanted(version=item.version), by=mo)
    shown = as_(ben).get(una.get_absolute_url()).text
    assert "Bees mostly" in shown
    assert "Una" in shown
