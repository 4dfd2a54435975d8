"""What editors may and may not: reading, deciding, publishing once."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from community.guides.models import Guide
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.review.subjects import KINDS
from programs.contributions import showing
from programs.contributions.addresses import desk_of, page_of, review_of
from programs.contributions.deciding import (
    NoWords,
    accept,
    comment,
    decline,
    name_editor,
    release_editor,
    send_back,
)
from programs.contributions.models import CallEditor, Contribution
from programs.contributions.publishing import publish
from programs.contributions.writing import save, withdraw
from programs.series.overtaken import ChangedMeanwhile
from tests.factories import a_member
from tests.programs.called import a_call, sent, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(mia, space):
    return a_call(mia, space)


@pytest.fixture
def one(call, ben):
    return sent(call, ben)


def test_members_moderators_and_editors_of_another_call_read_nothing(call, one, as_, nia, mo, mia, space):
    name_editor(a_call(mia, space), nia, by=mia)
    for viewer in (a_member(), mo, nia):
        for address in (desk_of(call), review_of(one)):
            assert as_(viewer).get(address).status_code == 404
        for act in ("comment", "decide", "publish"):
            address = reverse(f"contribution_{act}", args=[call.pk, one.pk])
            assert as_(viewer).post(address, {"words": "No", "do": "decline", "edition": 1}).status_code == 404
    one.refresh_from_db()
    assert (one.state, one.steps.count()) == ("sent", 1)


def test_an_editor_reads_what_came_in_for_their_call(call, one, as_, nia, mia):
    name_editor(call, nia, by=mia)
    assert one.title in as_(nia).get(desk_of(call)).content.decode()
    assert as_(nia).get(review_of(one)).status_code == 200
    release_editor(CallEditor.objects.get(), by=mia)
    assert as_(nia).get(desk_of(call)).status_code == 404


def test_only_managers_name_editors(call, as_, nia, ben, mia):
    name_editor(call, nia, by=mia)
    address = reverse("contribution_editor_add", args=[call.pk])
    assert as_(nia).post(address, {"handle": ben.handle}).status_code in {302, 403}
    assert not CallEditor.objects.filter(member=ben).exists()
    wrong = as_(mia).post(address, {"handle": "nobody-here"})
    assert wrong.status_code == 422
    assert "nobody-here" in wrong.content.decode()


def test_nobody_is_named_who_does_not_see_the_call(mia, private_space, nia):
    with pytest.raises(NotNow, match="does not see"):
        name_editor(a_call(mia, private_space), nia, by=mia)


def test_an_editor_does_not_decide_about_their_own_text(call, nia, mia):
    name_editor(call, nia, by=mia)
    own = sent(call, nia)
    with pytest.raises(NotNow, match="Somebody else"):
        accept(own, "", edition=own.edition, by=nia)


def test_what_a_moderator_has_to_look_at_is_not_for_editors(call, one, as_, mia):
    one.hold(by=None)
    assert as_(mia).get(review_of(one)).status_code == 404
    assert "1 more waits for a moderator" in as_(mia).get(desk_of(call)).content.decode()
    with pytest.raises(NotNow, match="moderator"):
        accept(one, "", edition=one.edition, by=mia)


def test_asking_and_declining_need_words_which_stay_when_missing(call, one, as_, mia):
    address = reverse("contribution_decide", args=[call.pk, one.pk])
    for do in ("send_back", "decline", "nonsense"):
        assert as_(mia).post(address, {"do": do, "words": " ", "edition": one.edition}).status_code == 422
    with pytest.raises(NoWords):
        comment(one, "", by=mia)
    long = as_(mia).post(address, {"do": "decline", "words": "long " * 500, "edition": one.edition})
    assert long.status_code == 422
    assert "long long long" in long.content.decode()
    one.refresh_from_db()
    assert one.state == "sent"


def test_nobody_decides_about_another_edition_than_they_read(call, one, as_, mia, ben, olli):
    send_back(one, "More, please.", edition=one.edition, by=olli)
    answer = as_(mia).post(
        reverse("contribution_decide", args=[call.pk, one.pk]), {"do": "decline", "words": "No", "edition": one.edition}
    )
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "changes"
    withdraw(one, by=ben)
    with pytest.raises(NotNow, match="took it back"):
        decline(one, "No", edition=one.edition, by=mia)


def test_the_author_reads_what_editors_say(one, as_, ben, mia):
    comment(one, "I like the door.", by=mia)
    send_back(one, "Say more of it.", edition=one.edition, by=mia)
    page = as_(ben).get(one.get_absolute_url()).content.decode()
    assert "I like the door." in page
    assert "Say more of it." in page


def test_it_is_published_only_when_accepted(one, mia):
    with pytest.raises(NotNow, match="Accept it first"):
        publish(one, edition=one.edition, by=mia)
    accept(one, "", edition=one.edition, by=mia)
    with pytest.raises(ChangedMeanwhile):
        publish(one, edition=one.edition, by=mia)
    assert not Thread.objects.exists()


def _accepted(one: Contribution, by: Member) -> Contribution:
    accept(one, "Lovely.", edition=one.edition, by=by)
    one.refresh_from_db()
    return one


def test_a_story_becomes_a_thread_of_its_author_with_credit_once(call, ben, mia, olli, as_, visitor):
    one = _accepted(sent(call, ben, credit="With thanks to *Lotta*"), mia)
    assert publish(one, edition=one.edition, by=mia)
    assert not publish(one, edition=one.edition, by=olli)
    thread = Thread.objects.get()
    assert (thread.author, thread.space) == (ben, call.program.space)
    first = thread.posts.get()
    assert "With thanks to *Lotta*" in first.text
    assert call.name in first.text
    assert thread.get_absolute_url() in as_(visitor).get(page_of(call)).content.decode()


def test_a_guide_is_published_under_its_authors_name(call, ben, mia):
    one = _accepted(sent(call, ben, form="guide"), mia)
    publish(one, edition=one.edition, by=mia)
    guide = Guide.objects.get()
    assert (guide.owner, guide.created_by, guide.published_by) == (ben, ben, mia)
    assert guide.is_published


def test_nothing_is_published_for_who_left_or_may_not_write_there(call, ben, mia, space):
    one = _accepted(sent(call, ben), mia)
    type(space).objects.filter(pk=space.pk).update(who_starts="team")
    with pytest.raises(NotNow, match="cannot write there"):
        publish(one, edition=one.edition, by=mia)
    Contribution.objects.update(author=None)
    with pytest.raises(NotNow, match="has left"):
        publish(Contribution.objects.get(), edition=one.edition, by=mia)
    assert not Thread.objects.exists()


def test_only_editors_report_and_only_what_was_sent(one, nia, mia, mo, call):
    kind = KINDS["contribution"]
    assert kind.reportable(nia, one.pk) is None
    assert kind.reportable(mo, one.pk) is None
    assert kind.reportable(mia, one.pk) is not None
    assert kind.seen_by(mo, one.pk) is None
    one.hold(by=None)
    item = kind.seen_by(mo, one.pk)
    assert item is not None
    assert item.state == "held"


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_publish_it_once(mia, olli, ben, space):
    one = _accepted(sent(a_call(mia, space), ben), mia)
    said: list[bool] = []
    ready = threading.Barrier(2)

    def press(by: Member) -> None:
        try:
            ready.wait(timeout=20)
            with transaction.atomic():
                said.append(publish(Contribution.objects.get(pk=one.pk), edition=one.edition, by=by))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(by,)) for by in (mia, olli)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert sorted(said) == [False, True]
    assert Thread.objects.count() == 1


def test_what_is_hidden_is_decided_by_moderators_first(call, ben, mia):
    one = sent(call, ben)
    KINDS["contribution"].hide(one.pk, by=mia, reason="No")
    with pytest.raises(NotNow, match="moderator"):
        comment(one, "Hello", by=mia)


def test_editors_read_the_title_that_was_sent_and_not_the_one_being_typed(call, one, as_, ben, mia, delivered):
    send_back(one, "Say more of it.", edition=one.edition, by=mia)
    save(one, typed(title="Zqtitle nobody sent", credit="Zqcredit nobody sent"), by=ben)
    delivered()
    for address in (desk_of(call), review_of(one), reverse("inbox")):
        page = as_(mia).get(address).content.decode()
        assert "Zqtitle" not in page
        assert "Zqcredit" not in page
    assert "The list by the door" in as_(mia).get(desk_of(call)).content.decode()
    assert "Zqtitle nobody sent" in as_(ben).get(one.get_absolute_url()).content.decode()


def test_what_waits_for_the_editors_stands_first_however_much_was_decided(call, as_, ben, mia, monkeypatch):
    monkeypatch.setattr(showing, "LISTED_MOST", 2)
    for number in range(2):
        done = sent(call, ben, title=f"Decided {number}", key=f"d{number}")
        decline(done, "Not this time.", edition=done.edition, by=mia)
    sent(call, ben, title="Still waits", key="w")
    assert "Still waits" in as_(mia).get(desk_of(call)).content.decode()
