"""What stands around calls: notices, facts, counted queries, pictures, leaving, the form, the demo."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.uploads.models import Upload
from community.uploads.storing import forget_unused
from config.demo.calls import open_one
from members.notifications.models import MailItem, Notification
from members.privacy.erasers import Leaver
from members.privacy.former import identity_of
from programs.contributions.addresses import desk_of, page_of, review_of
from programs.contributions.deciding import accept, comment, name_editor, send_back
from programs.contributions.leaving import Contributions
from programs.contributions.models import Contribution, ContributionVersion
from programs.contributions.notices import CONTRIBUTIONS
from programs.contributions.planning import CallDetails
from programs.contributions.publishing import publish
from programs.contributions.terms import Terms, plan_of
from programs.contributions.writing import begin
from programs.series.formats import FORMATS
from programs.series.models import Program
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within
from tests.programs.called import TEXT, a_call, form_of, sent, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(mia, space):
    return a_call(mia, space, wanted=20)


def _told(member):
    return set(Notification.objects.filter(member=member).values_list("kind", flat=True))


def test_authors_and_editors_are_told_at_each_step_and_nobody_else(call, mia, ben, nia, delivered):
    name_editor(call, nia, by=mia)
    one = sent(call, ben)
    delivered()
    assert {"contrib_editor", "contrib_sent"} <= _told(nia)
    comment(one, "Lovely", by=nia)
    send_back(one, "More of it", edition=one.edition, by=nia)
    delivered()
    assert {"contrib_comment", "contrib_changes"} <= _told(ben)
    assert not {kind for kind in _told(a_member()) if kind.startswith("contrib")}
    assert "contrib_sent" not in _told(ben)


def test_one_mail_with_two_matters_has_the_words_of_both(call, mia, ben, delivered):
    one = sent(call, ben)
    comment(one, "Lovely door", by=mia)
    send_back(one, "More of the lock", edition=one.edition, by=mia)
    delivered()
    items = list(MailItem.objects.filter(member=ben, subject_id=one.pk).order_by("id"))
    assert [item.kind for item in items] == ["contrib_comment", "contrib_changes"]
    told = CONTRIBUTIONS.told(ben, items)[one.pk]
    assert "Lovely door" in told.text and "More of the lock" in told.text


def test_the_author_is_told_of_accepting_and_publishing(call, mia, ben, delivered):
    one = sent(call, ben)
    accept(one, "", edition=one.edition, by=mia)
    delivered()
    one.refresh_from_db()
    publish(one, edition=one.edition, by=mia)
    delivered()
    assert {"contrib_accepted", "contrib_published"} <= _told(ben)


def test_the_inbox_leads_its_reader_to_their_own_page(call, mia, ben, nia, delivered, as_):
    name_editor(call, nia, by=mia)
    one = sent(call, ben)
    send_back(one, "More of the door", edition=one.edition, by=nia)
    delivered()
    page = as_(ben).get(reverse("inbox")).content.decode()
    assert "The editors ask you for changes" in page
    assert "More of the door" in page


def test_facts_and_numbers_count_what_is_in(call, ben, mia):
    kind = FORMATS["call"]
    begin(call, typed(title="A draft"), by=ben)
    sent(call, ben)
    sent(call, a_member())
    assert kind.facts([call]) == {call.pk: "2 of 20 in"}
    assert (kind.counted(call, "entries"), kind.counted(call, "people"), kind.counted(call, "own")) == (2, 2, None)


def test_the_pages_ask_as_much_for_many_as_for_few(call, as_, mia, ben):
    one = sent(call, ben)
    pages = [(page_of(call), ben), (desk_of(call), mia), (review_of(one), mia), (reverse("contributions"), ben)]
    few = [len(queries(as_(viewer), address)) for address, viewer in pages]
    for _each in range(4):
        sent(call, a_member())
        sent(call, ben, title=f"Story {_each}", key=f"k{_each}")
    for (address, viewer), asked in zip(pages, few, strict=True):
        within(queries(as_(viewer), address), asked)


def _picture(owner):
    return Upload.objects.create(owner=owner, sha="x", extension="png", kind="image/png", width=9, height=9, size=9)


def test_pictures_are_kept_and_seen_by_editors_alone_until_it_is_published(call, ben, nia, mia):
    mine, others = _picture(ben), _picture(nia)
    Upload.objects.update(created_at=timezone.now() - timedelta(days=9))
    source = f"{TEXT}\n\n{mine.markdown}\n\n{others.markdown}"
    one = sent(call, ben, source=source)
    for viewer, sees in ((mia, True), (ben, True), (nia, False), (AnonymousUser(), False)):
        assert Upload.objects.visible_to(viewer).filter(pk=mine.pk).exists() is sees
    assert not Upload.objects.visible_to(mia).filter(pk=others.pk).exists()
    forget_unused()
    assert list(Upload.objects.all()) == [mine]
    accept(one, "", edition=one.edition, by=mia)
    one.refresh_from_db()
    publish(one, edition=one.edition, by=mia)
    mine.refresh_from_db()
    assert mine.post is not None
    assert Upload.objects.visible_to(nia).filter(pk=mine.pk).exists()


def test_who_leaves_takes_drafts_along_and_words_if_they_wish(call, ben):
    one, draft = sent(call, ben), begin(call, typed(title="A draft"), by=ben)
    leaver = Leaver(ben, identity_of(ben), erases_words=True)
    Contributions().step(leaver, 0)
    assert not Contribution.objects.filter(pk=draft.pk).exists()
    one.refresh_from_db()
    assert (one.title, one.source) == (leaver.who.erased, leaver.who.erased)
    assert ContributionVersion.objects.get().source == leaver.who.erased


def test_the_form_of_a_program_takes_no_shortest_that_is_longer_than_the_longest(mia, call):
    wrong = CallDetails({"takes": "both", "wanted": "0", "shortest": "500", "longest": "200"})
    assert not wrong.is_valid()
    right = CallDetails({"takes": "guide", "wanted": "4", "shortest": "5", "longest": "200"})
    assert right.is_valid(), right.errors
    right.save(call.program, by=mia)
    assert plan_of(call.program) == Terms(takes="guide", wanted=4, shortest=5, longest=200)


def test_a_series_that_goes_on_keeps_what_it_asks_for(mia, call):
    later = Program.objects.get(pk=call.program_id)
    later.pk = None
    later.save()
    FORMATS["call"].carried(call.program, later)
    assert plan_of(later).wanted == 20


def test_who_sends_is_told_that_the_editors_have_it(call, as_, ben):
    answer = as_(ben).post(reverse("contribution_write", args=[call.pk]), form_of(), follow=True)
    assert "Sent to the editors" in answer.content.decode()


def test_the_demo_has_one_that_is_published(mia, ben, nia, space):
    open_one({one.handle: one for one in (mia, ben, nia, *(a_member() for _ in range(5)))}, timezone.now())
    assert set(Contribution.objects.values_list("state", flat=True)) == {"published", "sent", "changes"}
