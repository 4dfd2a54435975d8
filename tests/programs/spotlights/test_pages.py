"""The pages of spotlights: who asks, who writes, who reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from community.following.models import Silence
from community.spaces.models import Space
from members.profiles.models import Member
from programs.spotlights.choosing import candidates
from programs.spotlights.models import Spotlight
from tests.factories import a_member, a_post, a_thread
from tests.house.test_query_budgets import queries, within
from tests.programs.spotlights.shown import a_date, agreed, asked, published

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_nobody_else_learns_who_is_asked(
    mia: Member, ben: Member, nia: Member, mo: Member, space: Space, as_: As
) -> None:
    occurrence = a_date(mia, space)
    agreed(occurrence, ben, by=mia)
    for who in (nia, mo):
        assert as_(who).get(reverse("spotlight_mine", args=[occurrence.pk])).status_code == 404
        assert as_(who).get(reverse("spotlight", args=[occurrence.pk])).status_code == 404
        assert as_(who).get(reverse("spotlight_manage", args=[occurrence.pk])).status_code == 403
        assert "zinc bucket" not in as_(who).get(reverse("events")).text
    assert as_(mia).get(reverse("spotlight_mine", args=[occurrence.pk])).status_code == 404


def test_a_spotlight_of_a_private_space_is_seen_inside_alone(
    mia: Member, ben: Member, nia: Member, private_space: Space, visitor: Any, as_: As
) -> None:
    one = published(mia, private_space, ben)
    for who in (nia, visitor):
        assert as_(who).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 404
        assert "Ben" not in as_(who).get(reverse("spotlights")).text
    assert "zinc bucket" in as_(mia).get(reverse("spotlight", args=[one.occurrence_id])).text


@pytest.mark.parametrize("blocker", ["ben", "nia"])
def test_blocked_people_do_not_see_each_others(
    request: pytest.FixtureRequest, mia: Member, ben: Member, nia: Member, space: Space, as_: As, blocker: str
) -> None:
    one = published(mia, space, ben)
    by = request.getfixturevalue(blocker)
    Silence.objects.create(member=by, other=nia if by == ben else ben, blocked=True)
    assert as_(nia).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 404
    assert "Ben" not in as_(nia).get(reverse("spotlights")).text


def test_hidden_by_a_moderator_the_page_is_gone_too(mia: Member, ben: Member, space: Space, as_: As) -> None:
    one = published(mia, space, ben)
    one.occurrence.thread.posts.update(hidden_at=one.published_at)  # type: ignore[union-attr]
    assert as_(mia).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 404


def test_the_badge_stands_on_the_profile_only_if_its_owner_wants(
    mia: Member, ben: Member, nia: Member, space: Space, as_: As
) -> None:
    one = published(mia, space, ben)
    assert one.get_absolute_url() not in as_(nia).get(ben.get_absolute_url()).text
    as_(ben).post(reverse("spotlight_badge", args=[one.occurrence_id]), {"shows": "yes"})
    assert one.get_absolute_url() in as_(nia).get(ben.get_absolute_url()).text


def test_the_whole_way_over_the_pages(mia: Member, ben: Member, space: Space, as_: As) -> None:
    occurrence = a_date(mia, space)
    manager, member, pk = as_(mia), as_(ben), [occurrence.pk]
    manager.post(reverse("spotlight_ask", args=pk), {"handle": "@Ben", "questions": "What do you mend?\n\nWhy?"})
    page = member.get(reverse("spotlight_mine", args=pk))
    assert "What do you mend?" in page.text
    member.post(reverse("spotlight_answer", args=pk), {"says": "yes"})
    member.post(reverse("spotlight_write", args=pk), {"edition": 1, "answer0": "Nets <script>", "send": "yes"})
    manager.post(reverse("spotlight_edit", args=pk), {"edition": 2, "answer0": "Old nets", "answer1": ""})
    page = member.get(reverse("spotlight_mine", args=pk))
    assert "<ins>" in page.text
    member.post(reverse("spotlight_agree", args=pk), {"edition": 3})
    assert Spotlight.objects.get().is_agreed


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"questions": "Why?"}, "Choose somebody."),
        ({"handle": "nobody-at-all", "questions": "Why?"}, "Nobody here has the handle"),
        ({"handle": "eve", "questions": "Why?"}, "cannot be asked at the moment"),
        ({"handle": "ben", "questions": " \n"}, "Write something first."),
        ({"handle": "ben", "questions": "x" * 201}, "up to 200 characters"),
        ({"handle": "ben", "questions": "\n".join(f"Why {n}?" for n in range(9))}, "at most eight questions"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nobody_is_asked(
    mia: Member, ben: Member, eve: Member, space: Space, as_: As, said: dict[str, str], words: str
) -> None:
    page = as_(mia).post(reverse("spotlight_ask", args=[a_date(mia, space).pk]), said)
    assert page.status_code == 422
    assert words in page.text
    assert not Spotlight.objects.exists()


def test_words_that_changed_meanwhile_are_not_overwritten(mia: Member, ben: Member, space: Space, as_: As) -> None:
    occurrence = a_date(mia, space)
    one = agreed(occurrence, ben, by=mia)
    sent = {"edition": one.edition - 1, "answer0": "Something else entirely"}
    page = as_(mia).post(reverse("spotlight_edit", args=[occurrence.pk]), sent)
    assert page.status_code == 409
    assert "Something else entirely" in page.text
    assert f'name="edition" value="{one.edition}"' in page.text
    one.refresh_from_db()
    assert one.is_agreed


def test_who_did_much_and_was_never_shown_comes_first(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    for who, times in ((ben, 3), (nia, 1)):
        for _ in range(times):
            thread = a_thread(space, by=mia, kind="question")
            thread.accept(a_post(thread, by=who), by=mia)
    found = candidates(space)
    assert [(one.member, one.answers) for one in found] == [(ben, 3), (nia, 1)]
    assert "3 accepted answers" in found[0].reasons
    Spotlight.objects.create(member=ben, occurrence=a_date(mia, space), questions=["Why?"], ending="declined",
                             ended_at=ben.joined_at)  # fmt: skip
    assert [one.member for one in candidates(space)] == [ben, nia]
    asked(a_date(mia, space), ben, by=mia)
    assert [one.member for one in candidates(space)] == [nia]


def test_the_pages_ask_the_same_for_few_and_for_many(mia: Member, nia: Member, space: Space, as_: As) -> None:
    published(mia, space, a_member())
    few = len(queries(as_(nia), reverse("spotlights")))
    for _ in range(3):
        one = published(mia, space, a_member())
    many = queries(as_(nia), reverse("spotlights"))
    within(many, 10)
    assert len(many) == few
    within(queries(as_(nia), one.get_absolute_url()), 10)
