"""The credit beside an author's name is looked at like the text: by rules, by moderators, by editors as it was sent."""

import pytest
from django.urls import reverse

from moderation.review.cases import Case
from moderation.review.subjects import KINDS
from programs.contributions.addresses import review_of
from programs.contributions.deciding import accept, send_back
from programs.contributions.models import Contribution, ContributionVersion
from programs.contributions.publishing import publish
from programs.contributions.writing import save, send, withdraw
from tests.moderation.screening.ruling import a_rule
from tests.programs.called import TEXT, a_call, form_of, sent, typed

pytestmark = pytest.mark.django_db
SPAM = {"words": {"words": "casino"}}


@pytest.fixture
def call(mia, space):
    return a_call(mia, space)


def again(one):
    """As it stands now."""
    return Contribution.objects.get(pk=one.pk)


def test_what_a_rule_blocks_is_not_sent_in_the_credit_either(call, as_, ben, mia):
    a_rule(mia, SPAM, action="block", message="No gambling here.")
    page = as_(ben).post(reverse("contribution_write", args=[call.pk]), form_of(credit="Thanks to the Casino Royal"))
    assert page.status_code == 422
    assert "No gambling here." in page.text and "Thanks to the Casino Royal" in page.text
    assert Contribution.objects.get().is_draft


def test_a_credit_that_has_to_wait_is_read_by_moderators_and_published_by_nobody(call, as_, ben, mia):
    a_rule(mia, SPAM, action="hold")
    one = sent(call, ben, credit="Thanks to the casino")
    assert again(one).held_at is not None
    item = KINDS["contribution"].one(one.pk)
    assert item is not None and "Thanks to the casino" in item.html and "casino" in item.text
    assert Case.objects.get().subject_id == one.pk


def test_a_credit_that_is_changed_is_looked_at_though_the_text_is_as_it_was(call, ben, mia):
    a_rule(mia, SPAM, action="hold")
    one = sent(call, ben, credit="With thanks to Lotta")
    assert again(one).held_at is None
    before = KINDS["contribution"].one(one.pk)
    send_back(one, "Say more.", edition=one.edition, by=mia)
    save(one, typed(credit="Thanks to the casino"), by=ben)
    one = send(one, typed(credit="Thanks to the casino"), by=ben)
    after = KINDS["contribution"].one(one.pk)
    assert again(one).held_at is not None
    assert one.version == 2
    assert after is not None and before is not None and after.version != before.version


def test_what_moderators_let_through_waits_no_second_time(call, ben, mia):
    a_rule(mia, SPAM, action="hold")
    one = sent(call, ben, credit="Thanks to the casino")
    Contribution.objects.update(held_at=None)
    withdraw(one, by=ben)
    send(one, typed(credit="Thanks to the casino", source=f"{TEXT} It hangs beside the coats."), by=ben)
    assert again(one).held_at is None


def test_the_credit_that_was_accepted_is_the_one_that_is_published(call, as_, ben, mia):
    one = sent(call, ben, credit="With thanks to Lotta")
    assert "With thanks to Lotta" in as_(mia).get(review_of(one)).text
    accept(one, "", edition=again(one).edition, by=mia)
    Contribution.objects.update(credit="Typed by nobody who was asked")
    assert publish(again(one), edition=again(one).edition, by=mia)
    thread = again(one).thread
    assert thread is not None
    words = thread.posts.get(number=1).source
    assert "With thanks to Lotta" in words and "Typed by" not in words


def test_editors_see_what_changed_in_it(call, as_, ben, mia):
    one = sent(call, ben, credit="With thanks to Lotta")
    send_back(one, "Name everybody.", edition=one.edition, by=mia)
    send(one, typed(credit="With thanks to Lotta and Anselm"), by=ben)
    assert list(ContributionVersion.objects.order_by("number").values_list("credit", flat=True)) == [
        "With thanks to Lotta", "With thanks to Lotta and Anselm",
    ]  # fmt: skip
    page = as_(mia).get(review_of(one)).text
    assert "Anselm</ins>" in page
