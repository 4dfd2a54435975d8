"""The limits of a first day: said before they bite, and lifted by approved posts or a word, never by time spent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.composing.pace import writing_of
from members.mentoring.models import Mentorship
from members.profiles.refusing import NotNow
from moderation.ledger.models import Entry
from moderation.screening.lifting import may_vouch, vouch
from moderation.screening.trust import GUIDES, LINES
from tests.factories import a_guide, a_member


def is_lifted(member):
    return writing_of(member, "reply").proven


@pytest.fixture
def paired(ben, nia):
    return Mentorship.objects.create(
        newcomer=nia, mentor=ben, accepted_at=timezone.now(), answer_by=timezone.now() + timedelta(days=1)
    )


def test_only_the_mentor_and_the_team_give_a_word(ben, nia, eve, mo, visitor):
    for who in (ben, eve, visitor, nia):
        assert may_vouch(who, nia) is not None
    assert may_vouch(mo, nia) is None
    with pytest.raises(NotNow):
        vouch(nia, by=ben)
    assert not is_lifted(nia)


def test_the_word_of_a_mentor_lifts_the_limits_and_is_written_down_once(ben, nia, paired):
    vouch(nia, by=ben)
    vouch(nia, by=ben)
    assert is_lifted(nia)
    entry = Entry.objects.get(act="vouched")
    assert (entry.actor_id, entry.member_id) == (ben.pk, nia.pk)


def test_who_may_not_give_a_word_finds_no_page(as_, ben, nia):
    assert as_(ben).get(reverse("vouch", args=[nia.handle])).status_code == 404
    assert as_(ben).post(reverse("vouch_say", args=[nia.handle])).status_code == 404


def test_a_mentor_gives_a_word_on_a_page(as_, ben, nia, paired):
    client = as_(ben)
    assert client.get(reverse("vouch", args=[nia.handle])).status_code == 200
    assert client.get(reverse("vouch_say", args=[nia.handle])).status_code == 405
    client.post(reverse("vouch_say", args=[nia.handle]))
    assert is_lifted(nia)


def test_after_the_first_day_there_is_nothing_to_lift(mo):
    old = a_member("Old", joined_at=timezone.now() - timedelta(days=2))
    assert may_vouch(mo, old) is not None


def test_three_posts_that_moderators_approved_lift_the_limits(nia, mo):
    about = {"act": "approved", "member_id": nia.pk, "subject_type": "post"}
    for number in (1, 2, 2):
        Entry.objects.create(actor_id=mo.pk, subject_id=number, content="keep", **about)
    Entry.objects.create(is_automatic=True, subject_id=3, content="keep", **about)
    Entry.objects.create(actor_id=mo.pk, subject_id=3, content="remove", **about)
    assert not is_lifted(nia)
    Entry.objects.create(actor_id=mo.pk, subject_id=3, content="keep", **about)
    assert is_lifted(nia)


def test_a_newcomer_reads_what_a_post_may_have_before_it_is_too_much(as_, nia, ben, thread):
    words = "On your first day a post can have: 2 links, 1 picture, 2 mentions."
    address = reverse("thread_reply", args=[thread.pk])
    assert words in as_(nia).get(address).content.decode()
    assert words not in as_(ben).get(address).content.decode()


def test_a_host_of_the_first_day_reads_how_many_guides_are_left(as_, nia, ben, space):
    for host in (nia, ben):
        space.hostings.create(member=host)
    said = ("On your first day a post can have: 2 links", "You can begin 3 more guides today")
    page, known = as_(nia).get(reverse("guide_new")).text, as_(ben).get(reverse("guide_new")).text
    assert all(words in page and words not in known for words in said)
    for _ in range(GUIDES):
        a_guide(space, by=nia)
    assert "You can begin another guide at" in as_(nia).get(reverse("guide_new")).text


def test_the_list_of_the_limits_names_guides_and_lines(as_, nia, paired, ben):
    page = as_(ben).get(reverse("vouch", args=[nia.handle])).text
    assert f"{GUIDES} guides" in page and f"{LINES} lines in chat" in page
