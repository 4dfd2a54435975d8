"""Opening cases by hand: who may not, what is refused, two at once; and that it is decided like any other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post, Revision
from community.threads.models import Thread
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.guidelines.measures import Severity, Source
from moderation.ledger.models import Entry
from moderation.review.cases import Case, CaseNote
from moderation.review.deciding import Wanted, decide
from moderation.review.deciding import reverse as take_back
from moderation.review.direct import found_by, may_open, open_by_hand
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item
from moderation.statements.stating import statement_of
from tests.factories import a_guide, a_member, a_post, a_thread

As = Callable[..., Any]


def _path(kind: str, pk: int) -> str:
    return reverse("case_open", args=[kind, pk])


def _item(kind: str, pk: int) -> Item:
    item = KINDS[kind].one(pk)
    assert item is not None
    return item


# --- who may not ---------------------------------------------------------------------------------------------------


def test_nobody_opens_a_case_about_what_is_theirs_or_of_a_rank_they_do_not_decide_about(
    as_: As, nia: Member, mo: Member, mia: Member, olli: Member, visitor: Any
) -> None:
    other, posts = a_member(role="moderator"), {}
    for who in (nia, mo, mia, olli):
        posts[who] = a_post(by=who)
    refused = [
        (visitor, posts[nia], 302), (nia, posts[mo], 403), (mo, posts[mo], 404), (other, posts[mo], 404),
        (mo, posts[mia], 404), (mia, posts[olli], 404), (olli, posts[olli], 404),
    ]  # fmt: skip
    for who, post, status in refused:
        assert as_(who).post(_path("post", post.pk)).status_code == status, (who, post.author)
    for who, about in ((mo, other), (mia, olli), (mo, mo)):
        assert as_(who).post(_path("member", about.pk)).status_code == 404
    assert not Case.objects.exists()


def test_it_takes_a_form_that_is_sent(as_: As, mo: Member, nia: Member) -> None:
    assert as_(mo).get(_path("post", a_post(by=nia).pk)).status_code == 405


def test_what_a_moderator_does_not_see_is_not_there(as_: As, mo: Member, ben: Member, private_space: Any) -> None:
    inside = a_post(a_thread(private_space, by=ben), by=ben)
    draft = a_guide(by=ben, published=False)
    for kind, pk in (("post", inside.pk), ("message", 1), ("appeal", 1), ("nothing", 1), ("post", 987654)):
        assert as_(mo).post(_path(kind, pk)).status_code == 404, kind
    assert as_(mo).post(_path("guide", draft.pk)).status_code == 404
    assert not Case.objects.exists()


def test_a_silenced_moderator_opens_nothing(as_: As, mo: Member, nia: Member) -> None:
    Member.objects.filter(pk=mo.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert as_(mo).post(_path("post", a_post(by=nia).pk)).status_code == 403
    assert not Case.objects.exists()
    page = as_(mo).get(nia.get_absolute_url()).text
    assert _path("member", nia.pk) not in page and "Report this profile" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"severity": "9", "why": "Kept words"}, "Choose how severe it is."), ({"why": "x" * 2001}, "at most 2000")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    as_: As, mo: Member, nia: Member, sent: dict[str, str], sentence: str
) -> None:
    page = as_(mo).post(_path("post", a_post(by=nia).pk), sent)
    assert (page.status_code, sentence in page.text, sent["why"] in page.text) == (422, True, True)
    assert not Case.objects.exists()


# --- what happens --------------------------------------------------------------------------------------------------


def test_the_case_is_open_claimed_and_noted_and_its_bench_is_next(as_: As, mo: Member, nia: Member) -> None:
    post, client = a_post(by=nia), as_(mo)
    answer = client.post(_path("post", post.pk), {"severity": "3", "why": "The third time this week"})
    case = Case.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    assert (case.source, case.severity, case.about, case.claimed_by) == (Source.TEAM, Severity.HIGH, nia, mo)
    assert list(case.notes.values_list("words", flat=True)) == ["The third time this week"]
    assert "The third time this week" in client.get(answer["Location"]).text


def test_sent_twice_there_is_one_and_by_two_it_stays_with_the_first(as_: As, mo: Member, mia: Member) -> None:
    post = a_post(by=a_member())
    for _again in range(2):
        as_(mo).post(_path("post", post.pk), {"why": "Look"})
    answer = as_(mia).post(_path("post", post.pk), follow=True)
    case = Case.objects.get()
    assert (case.claimed_by, CaseNote.objects.count()) == (mo, 1)
    assert "Somebody else has it open now." in answer.text


def test_what_was_reported_keeps_how_severe_it_is_unless_it_is_more(mo: Member, nia: Member) -> None:
    item = _item("post", a_post(by=nia).pk)
    case = open_case(item, Source.REPORT, Severity.LOW, report=True)
    assert open_by_hand(item, by=mo) == case
    case.refresh_from_db()
    assert (case.severity, case.source) == (Severity.LOW, Source.REPORT)
    open_by_hand(item, by=mo, severity=Severity.HIGH)
    case.refresh_from_db()
    assert case.severity == Severity.HIGH
    row = Entry.objects.get(act="severity_set")
    assert (row.actor_id, row.case_id, row.facts) == (mo.pk, case.pk, {"before": 1, "severity": 3})


def test_a_case_that_came_to_be_about_somebody_else_is_not_opened(mo: Member, nia: Member) -> None:
    item = _item("post", a_post(by=nia).pk)
    Case.objects.filter(pk=open_case(item, Source.REPORT).pk).update(about=mo)
    with pytest.raises(NotNow):
        open_by_hand(item, by=mo, why="Mine")
    assert not CaseNote.objects.exists()


def test_what_is_hidden_this_way_is_told_logged_and_can_be_taken_back(mo: Member, nia: Member, olli: Member) -> None:
    post = a_post(by=nia)
    case = open_by_hand(_item("post", post.pk), by=mo)
    version = _item("post", post.pk).version
    decision = decide(case, Wanted(content="hide", facts="Called them names.", version=version), by=mo)
    post.refresh_from_db()
    assert post.hidden_by == mo
    assert statement_of(decision).facts == ["Called them names."]
    assert {"decided", "hidden"} <= set(Entry.objects.values_list("act", flat=True))
    take_back(decision, by=olli, why="A joke")
    post.refresh_from_db()
    assert post.hidden_at is None


def test_the_pages_of_a_person_offer_it_to_whoever_may(as_: As, mo: Member, mia: Member, nia: Member) -> None:
    for path in (nia.get_absolute_url(), reverse("person_standing", args=[nia.handle])):
        assert _path("member", nia.pk) in as_(mo).get(path).text
    assert _path("member", nia.pk) not in as_(a_member()).get(nia.get_absolute_url()).text
    assert _path("member", mia.pk) not in as_(mo).get(mia.get_absolute_url()).text
    as_(mo).post(_path("member", nia.pk), {"severity": "1", "why": "Three people told me"})
    assert Case.objects.get().subject_type == "member"


def test_who_was_suspended_is_found_too(mo: Member, eve: Member) -> None:
    assert found_by(mo, "member", eve.pk) is not None
    assert not may_open(eve, None)


# --- earlier versions ----------------------------------------------------------------------------------------------


@pytest.fixture
def old(nia: Member, thread: Thread) -> Revision:
    """What nia wrote before she changed it."""
    post = a_post(thread, by=nia, source="Kinder words by now")
    Post.objects.filter(pk=post.pk).update(version=2, edited_at=timezone.now(), edited_by=nia)
    made: Revision = Revision.objects.create(post=post, version=1, source="What an insult", author=nia)
    return made


def test_the_history_offers_it_to_the_team_alone(
    as_: As, old: Revision, nia: Member, ben: Member, mo: Member, visitor: Any
) -> None:
    history, path = reverse("post_history", args=[old.post_id]), _path("version", old.pk)
    for who in (visitor, nia, ben):
        assert path not in as_(who).get(history).text
    assert path in as_(mo).get(history).text
    assert as_(ben).get(reverse("report", args=["version", old.pk])).status_code == 404


def test_a_version_is_hidden_by_a_decision_told_and_comes_back_when_that_is_taken_back(
    as_: As, old: Revision, nia: Member, ben: Member, mo: Member, rule: Any
) -> None:
    history = reverse("post_history", args=[old.post_id])
    as_(mo).post(_path("version", old.pk))
    case, version = Case.objects.get(), _item("version", old.pk).version
    assert as_(mo).get(case.get_absolute_url()).status_code == 200
    decision = decide(case, Wanted(content="hide", rule=rule, facts="An insult.", version=version), by=mo)
    for who in (ben, nia):
        page = as_(who).get(history).text
        assert "insult" not in page
        assert "The team has hidden what this version said." in page and "Criticise the work" in page
    assert "insult" in as_(mo).get(history).text
    said = statement_of(decision)
    assert said.decided == ["What an earlier version of your words said is hidden from others in its history."]
    assert decision.became == "Hidden"
    assert not Post.objects.filter(pk=old.post_id, edit_asked_at__isnull=False).exists()
    assert as_(nia).post(reverse("revision_restore", args=[old.post_id, 1])).status_code == 403
    take_back(decision, by=a_member(role="owner"), why="It was a quote")
    assert "insult" in as_(ben).get(history).text
