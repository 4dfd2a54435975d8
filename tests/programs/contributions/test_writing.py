"""Writing for a call: who may not, what is kept, sent, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.profiles.refusing import NotNow
from programs.contributions.addresses import desk_of, page_of, review_of
from programs.contributions.deciding import send_back
from programs.contributions.models import Contribution
from programs.contributions.writing import NothingToSend, begin, discard, save, send, withdraw
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.programs.called import TEXT, a_call, form_of, sent, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(mia, space):
    return a_call(mia, space)


def test_visitors_and_suspended_members_do_not_write(call, as_, visitor, eve):
    address = reverse("contribution_write", args=[call.pk])
    for viewer in (visitor, eve):
        assert as_(viewer).post(address, form_of()).status_code in {302, 403}
    assert not Contribution.objects.exists()


def test_a_silenced_member_sends_nothing_that_was_begun_before(call, ben):
    one = begin(call, typed(), by=ben)
    ben.silenced_until = timezone.now() + timedelta(days=2)
    ben.save(update_fields=["silenced_until"])
    with pytest.raises(NotNow):
        send(one, typed(), by=ben)
    one.refresh_from_db()
    assert one.is_draft


def test_nobody_reads_the_draft_of_another(call, as_, ben, nia, mia):
    one = begin(call, typed(), by=ben)
    for viewer in (nia, mia):
        assert as_(viewer).get(one.get_absolute_url()).status_code == 404
        assert as_(viewer).get(review_of(one)).status_code == 404
        assert as_(viewer).post(one.get_absolute_url(), form_of(title="Mine now")).status_code == 404
        assert as_(viewer).post(reverse("contribution_discard", args=[one.pk])).status_code == 404
    assert Contribution.objects.get().title == "The list by the door"


def test_a_call_in_a_private_space_is_not_found_outside(mia, private_space, as_, nia, ben):
    call = a_call(mia, private_space)
    assert as_(nia).get(page_of(call)).status_code == 404
    assert as_(nia).post(reverse("contribution_write", args=[call.pk]), form_of()).status_code == 404
    assert as_(ben).get(page_of(call)).status_code == 200


def test_a_call_that_is_over_or_not_begun_takes_nothing_new(mia, space, as_, ben):
    call = a_call(mia, space, over=True)
    answer = as_(ben).post(reverse("contribution_write", args=[call.pk]), form_of())
    assert answer.status_code == 403
    assert "This call is over" in answer.content.decode()
    Occurrence.objects.update(starts_at=timezone.now() + timedelta(days=1), ends_at=timezone.now() + timedelta(days=2))
    call.refresh_from_db()
    with pytest.raises(NotNow, match="not begun"):
        begin(call, typed(), by=ben)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Give it a title."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"source": "x" * 2001}, "at most 2000 characters"),
        ({"form": "poem"}, "Choose what it is to become."),
        ({"credit": "x" * 121}, "too long for one of the small fields"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_kept(call, as_, ben, wrong, sentence):
    answer = as_(ben).post(reverse("contribution_write", args=[call.pk]), form_of(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Contribution.objects.exists()
    kept = form_of(**wrong)
    assert kept["title"].strip() in answer.content.decode()
    assert kept["source"] in answer.content.decode()


def test_too_short_or_without_consent_it_stays_a_draft(call, as_, ben):
    client = as_(ben)
    short = client.post(reverse("contribution_write", args=[call.pk]), form_of(source="Too short", key="one"))
    assert short.status_code == 422
    assert "at least 20 characters" in short.content.decode()
    one = Contribution.objects.get()
    assert one.is_draft
    assert one.source == "Too short"
    without = client.post(one.get_absolute_url(), form_of(agrees=""))
    assert without.status_code == 422
    assert "Tick what you agree to" in without.content.decode()
    one.refresh_from_db()
    assert (one.is_draft, one.consented_at) == (True, None)


def test_pressed_twice_it_is_one(call, as_, ben):
    client = as_(ben)
    for _each in range(2):
        client.post(reverse("contribution_write", args=[call.pk]), form_of(key="k1"))
    one = Contribution.objects.get()
    assert (one.state, one.version, one.steps.count()) == ("sent", 1, 1)


def test_the_sentence_that_was_agreed_to_is_kept(mia, space, ben):
    call = a_call(mia, space, consent="It may be printed.")
    assert sent(call, ben).consent == "It may be printed."


def test_what_is_sent_is_read_by_the_editors_as_it_was_sent(call, as_, ben, mia):
    one = sent(call, ben)
    page = as_(mia).get(review_of(one)).content.decode()
    assert TEXT in page
    with pytest.raises(NotNow, match="Take it back"):
        save(one, typed(source="Something else that is long enough"), by=ben)
    send_back(one, "Say more of the door.", edition=one.edition, by=mia)
    save(one, typed(source="Only for me, and long enough"), by=ben)
    assert "Only for me" not in as_(mia).get(review_of(one)).content.decode()


def test_sent_again_it_is_another_version_with_what_changed(call, as_, ben, mia):
    one = sent(call, ben)
    send_back(one, "Say more.", edition=one.edition, by=mia)
    send(one, typed(source=TEXT + " It hangs beside the coats.", note="I added the coats."), by=ben)
    one.refresh_from_db()
    assert (one.state, one.version) == ("sent", 2)
    page = as_(mia).get(review_of(one)).content.decode()
    assert "<ins" in page
    assert "I added the coats." in page


def test_changes_that_were_asked_for_can_be_sent_after_the_end(call, ben, mia):
    one, draft = sent(call, ben), begin(call, typed(title="Another"), by=ben)
    send_back(one, "Say more.", edition=one.edition, by=mia)
    Occurrence.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    assert send(one, typed(source=TEXT + " More."), by=ben).state == "sent"
    with pytest.raises(NotNow, match="over"):
        send(draft, typed(), by=ben)


def test_taken_back_the_editors_see_nothing_of_it(call, as_, ben, mia, nia):
    one = sent(call, ben)
    assert as_(nia).post(reverse("contribution_withdraw", args=[one.pk])).status_code == 404
    as_(ben).post(reverse("contribution_withdraw", args=[one.pk]))
    one.refresh_from_db()
    assert one.is_draft
    assert as_(mia).get(review_of(one)).status_code == 404
    assert one.title not in as_(mia).get(desk_of(call)).content.decode()
    withdraw(one, by=ben)
    assert one.steps.filter(what="withdrawn").count() == 1


def test_only_what_was_never_sent_is_thrown_away(call, ben):
    one = sent(call, ben)
    withdraw(one, by=ben)
    with pytest.raises(NotNow, match="stays as your draft"):
        discard(one, by=ben)
    draft = begin(call, typed(title="Another"), by=ben)
    discard(draft, by=ben)
    discard(draft, by=ben)
    assert Contribution.objects.count() == 1


def test_one_person_cannot_fill_a_call(call, ben):
    for place in range(10):
        begin(call, typed(title=f"Story {place}"), by=ben)
    with pytest.raises(NotNow, match="enough for one call"):
        begin(call, typed(title="One more"), by=ben)
    begin(call, typed(title="Of somebody else"), by=a_member())


def test_a_guide_is_refused_where_stories_are_wanted(mia, space, ben):
    with pytest.raises(NothingToSend):
        begin(a_call(mia, space, takes="thread"), typed(form="guide"), by=ben)


def test_what_another_window_saved_is_not_overwritten_unread(call, as_, ben):
    one = begin(call, typed(source="First words"), by=ben)
    mine, page = as_(ben), one.get_absolute_url()
    read = {"read_as": one.saved_as, "do": "save"}
    assert mine.post(page, form_of(source="From the first window") | read).status_code == 302
    assert mine.post(page, form_of(source="From the first window") | read).status_code == 302, "pressed twice"
    refused = mine.post(page, form_of(source="From the second window") | read)
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert "changed meanwhile" in shown and "From the first window" in shown and "From the second window" in shown
    sent_too = mine.post(page, form_of(source=f"From the third window {TEXT}") | read | {"do": "send"})
    assert sent_too.status_code == 409
    one.refresh_from_db()
    assert (one.source, one.state) == ("From the first window", "draft")
    read["read_as"] = one.saved_as
    assert mine.post(page, form_of(source="From the second window") | read).status_code == 302
    one.refresh_from_db()
    assert one.source == "From the second window"
