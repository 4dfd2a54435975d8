"""Chat, guides and profiles are screened too; the page of a case shows what was found."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from community.chat.submitting import submit_edit, submit_line
from community.composing.submitting import submit_edit as edit_post
from community.composing.submitting import submit_reply
from community.guides.submitting import submit_guide, submit_guide_edit
from community.posts.models import Post
from members.activity.log import record
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.panels import panels_of
from moderation.screening.hits import Hit
from moderation.screening.trust import GUIDES
from tests.factories import a_space
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}


@pytest.fixture
def room(space, mia):
    return ChatRoom.objects.create(space=space, subject="Tea", author=mia)


def test_a_line_is_held_before_anybody_reads_it(room, ben, mia, nia):
    a_rule(mia, WORDS, action="hold")
    line = submit_line(room, by=ben, source="The casino is open.", key="")
    assert line.held_at is not None
    assert line not in ChatLine.objects.visible_to(nia)
    assert Case.objects.get().subject_type == "line"


def test_a_line_in_other_words_is_screened_again(room, ben, mia):
    line = submit_line(room, by=ben, source="The garden is open.", key="")
    a_rule(mia, WORDS, action="block", message="No.")
    with pytest.raises(NotNow):
        submit_edit(line, by=ben, source="The casino is open.")
    line.refresh_from_db()
    assert "garden" in line.source


def test_a_guide_is_held(ben, mia):
    space = a_space("Handbook", hosts=(ben,))
    a_rule(mia, WORDS, action="hold", kinds=["guide"])
    data = {
        "title": "How to open a casino", "body": "First buy a table.", "summary": "", "space": space, "months": 6,
        "sources": [], "key": "",
    }  # fmt: skip
    guide = submit_guide(data, by=ben, thread=None, draft_key="guide")
    assert guide.held_at is not None
    assert Case.objects.get().subject_type == "guide"


def test_the_page_of_a_case_has_the_hits(room, ben, mia, mo):
    a_rule(mia, WORDS, action="report")
    submit_line(room, by=ben, source="The casino is open.", key="")
    case = Case.objects.get()
    found = dict(panels_of(case, None, mo)["middle"])
    assert found["moderation/screening/_hits.html"]["hits"][0].hit == Hit.objects.get()


def test_a_case_without_hits_has_no_such_part(room, mo):
    from django.utils import timezone

    case = Case.objects.create(subject_type="line", subject_id=1, source="report", severity=1, due_at=timezone.now())
    assert "moderation/screening/_hits.html" not in dict(panels_of(case, None, mo)["middle"])


def test_the_words_of_a_profile_are_reported_once_and_stay(ben, mia, delivered):
    a_rule(mia, WORDS, action="block", message="No.", kinds=["profile"])
    for _again in range(2):
        with transaction.atomic():
            type(ben).objects.filter(pk=ben.pk).update(about="I own a casino.")
            record("member.described", actor=ben, subject=ben)
        delivered()
    case = Case.objects.get()
    assert (case.subject_type, case.subject_id, case.source) == ("member", ben.pk, "rule")
    assert Hit.objects.count() == 1


def test_what_is_written_into_a_hidden_profile_is_looked_at_before_it_comes_back(ben, mia, mo, delivered):
    ben.describe(by=ben, about="I own a garden.")
    ben.hide_profile(by=mo)
    a_rule(mia, WORDS, action="block", message="No.", kinds=["profile"])
    ben.describe(by=ben, about="I own a casino.")
    ben.refresh_from_db()
    assert ben.about == ""
    delivered()
    hit = Hit.objects.get()
    assert (hit.subject_type, hit.subject_id, hit.marked) == ("member", ben.pk, ["casino"])
    assert Case.objects.get().about == ben


def guide_data(space, **said):
    return {
        "title": "How to open a garden", "body": "First buy a table.", "summary": "", "space": space, "months": 6,
        "sources": [], "key": "", "version": 1, "reason": "",
    } | said  # fmt: skip


def test_a_guide_that_is_sent_twice_is_not_held_again(ben, mia):
    space = a_space("Handbook", hosts=(ben,))
    a_rule(mia, WORDS, action="hold", kinds=["guide"])
    data = guide_data(space, title="How to open a casino", key="a" * 32)
    guide = submit_guide(data, by=ben, thread=None, draft_key="guide")
    guide.approve(by=mia)
    again = submit_guide(data, by=ben, thread=None, draft_key="guide")
    guide.refresh_from_db()
    assert again.pk == guide.pk and guide.held_at is None and Hit.objects.count() == 1


def test_an_earlier_version_of_a_guide_is_screened_when_it_is_taken_again(as_, ben, mia):
    space = a_space("Handbook", hosts=(ben,))
    guide = submit_guide(guide_data(space, title="How to open a casino"), by=ben, thread=None, draft_key="guide")
    submit_guide_edit(guide, guide_data(space, sources=""), by=ben)
    a_rule(mia, WORDS, action="block", message="No gambling here.")
    client, address = as_(ben), reverse("guide_restore", args=[guide.address, 1])
    answer = client.post(address)
    assert answer.status_code == 422 and "No gambling here." in answer.content.decode()
    assert "How to open a casino" in answer.content.decode(), "to be changed, or sent to a moderator"
    guide.refresh_from_db()
    assert guide.title == "How to open a garden"


def test_an_earlier_version_of_a_post_is_screened_when_it_is_taken_again(as_, thread, mo, ben, mia):
    post = submit_reply(thread, by=ben, source="A word about the casino.", key="")
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(hours=1))
    post.refresh_from_db()
    edit_post(post, by=ben, source="A word about the garden.", version=1)
    a_rule(mia, WORDS, action="block", message="No gambling here.")
    answer = as_(ben).post(reverse("revision_restore", args=[post.pk, 1]))
    page = answer.content.decode()
    assert answer.status_code == 422 and "No gambling here." in page and "A word about the casino." in page
    post.refresh_from_db()
    assert post.source == "A word about the garden."


def test_the_guides_of_newcomers_are_under_the_limits_of_the_first_day(nia):
    space = a_space("Handbook", hosts=(nia,))
    many = "See https://a.example/ https://b.example/ https://c.example/"
    with pytest.raises(NotNow, match="2 links"):
        submit_guide(guide_data(space, body=many), by=nia, thread=None, draft_key="guide")
    for number in range(GUIDES):
        said = guide_data(space, body=f"Number {number}.")
        guide = submit_guide(said, by=nia, thread=None, draft_key="guide")
    with pytest.raises(NotNow, match="another guide"):
        submit_guide(guide_data(space, body="One more."), by=nia, thread=None, draft_key="guide")
    with pytest.raises(NotNow, match="2 links"):
        submit_guide_edit(guide, guide_data(space, body=many, sources=""), by=nia)
