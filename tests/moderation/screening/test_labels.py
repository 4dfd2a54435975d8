"""Labels of rules: the team alone reads them, in the queue and on the page of a case."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.composing.submitting import submit_reply
from moderation.guidelines.measures import Source
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.queue import listed
from moderation.review.showing import rows_of
from moderation.review.subjects import KINDS
from moderation.screening.hits import Hit, Origin
from moderation.screening.marking import labels_of
from tests.factories import a_member, a_post
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}
CHIP = ">Gambling</span>"


@pytest.fixture
def labelled(thread, ben, mia):
    """A reply that a rule labelled."""
    a_rule(mia, WORDS, action="label", label="Gambling")
    return submit_reply(thread, by=ben, source="A word about the casino.", key="")


def opened(thing, kind="post"):
    item = KINDS[kind].one(thing.pk)
    assert item is not None
    return open_case(item, Source.REPORT, report=True)


def test_nobody_but_the_team_reads_a_label(as_, labelled, ben, nia, visitor):
    opened(labelled)
    for who in (ben, nia, visitor):
        assert "Gambling" not in as_(who).get(labelled.get_absolute_url(), follow=True).text


def test_the_row_and_the_head_of_a_case_say_what_rules_call_it(as_, labelled, mo):
    case = opened(labelled)
    assert as_(mo).get(reverse("moderate")).text.count(CHIP) == 1
    page = as_(mo).get(case.get_absolute_url()).text
    assert page.count(CHIP) == 3, "In its row, in its head, and beside what was found."
    assert CHIP in page.partition('class="case-head"')[2].partition("</header>")[0]


def test_a_post_bears_its_label_where_it_stands_for_whoever_may_decide_about_it(as_, labelled, mo, mia, thread):
    tip = a_post(thread, by=mia, source="Words of a manager about the casino.")
    Hit.objects.create(
        origin=Origin.RULE, action="label", subject_type="post", subject_id=tip.pk, version=Hit.objects.get().version
    )
    for who, seen in ((mo, 1), (mia, 1)):
        for path in (thread.get_absolute_url(), f"/t/{thread.pk}/since/0/"):
            page = as_(who).get(path).text
            assert page.count("</span>Gambling</span>") == seen == page.count("Label for the team:"), path


def test_where_nothing_is_labelled_a_thread_costs_the_team_one_question_more(as_, thread, ben, mo):
    for _ in range(3):
        a_post(thread, by=ben)
    asked = []
    for role in ("member", "moderator"):
        client = as_(a_member(role=role))
        client.get(thread.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            client.get(thread.get_absolute_url())
        asked.append([query["sql"] for query in seen if "screening" in query["sql"] or "_hit" in query["sql"]])
    assert [len(one) for one in asked] == [0, 1]


def test_what_only_counts_in_silence_labels_nothing(as_, thread, ben, mia, mo):
    a_rule(mia, WORDS, action="label", label="Gambling", mode="shadow")
    post = submit_reply(thread, by=ben, source="A word about the casino.", key="")
    other = a_post(thread, by=ben)
    opened(post)
    assert not labels_of([("post", post.pk)]) and not labels_of([("post", post.pk), ("post", other.pk)])
    assert CHIP not in as_(mo).get(reverse("moderate")).text


def test_labels_of_many_cases_of_several_kinds_cost_one_question(labelled, thread, ben, nia, mo):
    for post in (labelled, a_post(thread, by=nia)):
        opened(post)
    opened(ben, "member")
    things = [(case.subject_type, case.subject_id) for case in Case.objects.all()]
    with CaptureQueriesContext(connection) as asked:
        assert labels_of(things) == {("post", labelled.pk): ["Gambling"]}
    assert len(asked) == 1
    assert sorted(row.labels for row in rows_of(listed(Case.objects.all()), mo)) == [[], [], ["Gambling"]]
