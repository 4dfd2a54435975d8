"""Chat, guides and profiles are screened too; the page of a case shows what was found."""

import pytest
from django.db import transaction

from community.chat.models import ChatLine, ChatRoom
from community.chat.submitting import submit_edit, submit_line
from community.guides.submitting import submit_guide
from members.activity.log import record
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.panels import panels_of
from moderation.screening.hits import Hit
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
