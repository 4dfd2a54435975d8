"""What rules do to what is posted: hold, label, report, ask, block; and what they never do."""

import pytest
from django.urls import reverse

from community.composing.submitting import submit_edit, submit_reply, submit_tags, submit_thread
from community.drafts.models import Draft
from community.posts.models import Post
from community.threads.models import Thread
from members.activity.models import Activity
from members.duties.models import Duty
from members.profiles.refusing import NotNow
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.screening.first import FirstPosts
from moderation.screening.hits import Hit
from moderation.screening.marking import labels_of, words_of
from tests.factories import a_member, a_post, a_space
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}


def reply(thread, by, source="A word about the casino.", **said):
    return submit_reply(thread, by=by, source=source, key="", **said)


def test_what_is_held_is_told_to_nobody_and_is_a_case_with_its_words(thread, ben, mia, nia):
    version = a_rule(mia, WORDS, action="hold", severity=3)
    post = reply(thread, ben)
    assert post.held_at is not None
    case = Case.objects.get()
    assert (case.subject_type, case.subject_id, case.source, case.about, case.severity) == (
        "post",
        post.pk,
        "held",
        ben,
        3,
    )
    assert case.hits_count == 1
    assert words_of(case) == ["casino"]
    entry = Entry.objects.get(act="held")
    assert entry.is_automatic and entry.case_id == case.pk and entry.facts["version"] == 1
    assert Activity.objects.filter(verb="item.held", subject_id=post.pk).exists()
    assert Hit.objects.get().version == version
    assert post not in Post.objects.visible_to(nia)
    assert post in Post.objects.visible_to(ben)


def test_what_is_reported_appears_and_is_a_case(thread, ben, mia, nia):
    a_rule(mia, WORDS, action="report")
    post = reply(thread, ben)
    assert post in Post.objects.visible_to(nia)
    assert Case.objects.get().source == "rule"
    assert Entry.objects.get(act="found").is_automatic


def test_a_label_is_for_the_team_and_opens_no_case(thread, ben, mia):
    a_rule(mia, WORDS, action="label", label="Gambling")
    post = reply(thread, ben)
    assert not Case.objects.exists()
    assert labels_of([("post", post.pk)]) == {("post", post.pk): ["Gambling"]}
    assert Entry.objects.get(act="labelled").member_id == ben.pk


def test_a_block_posts_nothing_keeps_the_draft_and_is_noted(as_, thread, ben, mia):
    a_rule(mia, WORDS, action="block", message="No gambling here. Ask Mia if this is wrong.")
    Draft.objects.create(member=ben, key=f"thread:{thread.pk}", body="A word about the casino.")
    answer = as_(ben).post(reverse("thread_reply", args=[thread.pk]), {"body": "A word about the casino."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "No gambling here. Ask Mia if this is wrong." in page
    assert "A word about the casino." in page
    assert not Post.objects.filter(author=ben, number__gt=1).exists()
    assert Draft.objects.filter(member=ben).exists()
    hit = Hit.objects.get()
    assert (hit.subject_id, hit.author, hit.action, hit.words) == (None, ben, "block", "casino")
    assert Entry.objects.get(act="blocked").is_automatic
    assert not Case.objects.exists()


def test_who_is_asked_to_edit_reads_why_and_can_send_it_to_a_moderator(as_, thread, ben, mia):
    a_rule(mia, WORDS, action="ask", message="We talk about games without money.")
    client, address = as_(ben), reverse("thread_reply", args=[thread.pk])
    answer = client.post(address, {"body": "A word about the casino."})
    assert "We talk about games without money." in answer.content.decode()
    assert not Post.objects.filter(author=ben, number__gt=1).exists()
    token = answer.context["composer"].refusal.token
    client.post(address, {"body": "A word about the casino.", "insist": token})
    post = Post.objects.get(author=ben, number__gt=1)
    assert post.held_at is not None
    assert Case.objects.get().source == "held"
    assert Entry.objects.filter(act="asked_first").count() == 1


def test_the_token_of_somebody_else_sends_nothing(thread, ben, mia, nia):
    a_rule(mia, WORDS, action="ask", message="Look again.")
    with pytest.raises(NotNow) as first:
        reply(thread, nia)
    with pytest.raises(NotNow):
        reply(thread, ben, insist=first.value.refusal.token)  # type: ignore[attr-defined]
    with pytest.raises(NotNow):
        reply(thread, ben, insist="nonsense")


def test_who_edits_after_being_asked_posts_as_usual(thread, ben, mia):
    a_rule(mia, WORDS, action="ask", message="Look again.")
    assert reply(thread, ben, source="A word about the garden.").held_at is None


def test_shadow_counts_and_does_nothing(thread, ben, mia):
    a_rule(mia, WORDS, action="block", mode="shadow")
    post = reply(thread, ben)
    assert post.held_at is None
    hit = Hit.objects.get()
    assert hit.is_shadow and hit.subject_id == post.pk and hit.case is None
    assert not Case.objects.exists()
    assert not Entry.objects.filter(act="blocked").exists()


def test_the_team_is_not_screened(thread, mo, mia):
    a_rule(mia, WORDS, action="block", message="No.")
    assert reply(thread, mo).held_at is None
    assert not Hit.objects.exists()


def test_all_conditions_must_be_met(thread, ben, mia):
    a_rule(mia, WORDS | {"links": {"least": 1}}, action="hold")
    assert reply(thread, ben).held_at is None
    assert reply(thread, ben, source="The casino is at https://games.example/").held_at is not None


def test_a_rule_looks_only_at_its_spaces_kinds_and_people(thread, ben, nia, mia):
    other = a_space("Other")
    a_rule(mia, WORDS, action="hold", spaces=[other.pk])
    a_rule(mia, WORDS, action="hold", kinds=["line"])
    a_rule(mia, WORDS, action="hold", who="new")
    assert reply(thread, ben).held_at is None
    assert reply(thread, nia).held_at is not None


def test_a_thread_is_screened_by_title_and_tags(space, ben, mia):
    a_rule(mia, WORDS, action="hold")
    said = {"by": ben, "kind": "discussion", "source": "Where do we meet?", "key": ""}
    first = submit_thread(space, title="The casino on Monday", tags=[], **said)
    assert Post.objects.get(thread=first, number=1).held_at is not None
    second = submit_thread(space, title="On Tuesday then", **said | {"tags": ["casino"], "source": "Or elsewhere?"})
    assert Post.objects.get(thread=second, number=1).held_at is not None


def test_an_edit_is_screened_again_and_held(thread, ben, mia):
    post = reply(thread, ben, source="A word about the garden.")
    a_rule(mia, WORDS, action="hold")
    submit_edit(post, by=ben, source="A word about the casino.", version=1)
    post.refresh_from_db()
    assert post.held_at is not None
    assert Case.objects.get().source == "held"


def test_an_edit_of_title_or_tags_is_screened_too(thread, ben, mia):
    first = Post.objects.select_related("thread__space").get(thread=thread, number=1)
    a_rule(mia, WORDS, action="block", message="No.")
    with pytest.raises(NotNow):
        submit_edit(first, by=ben, source=first.source, version=1, title="The casino on Monday")
    with pytest.raises(NotNow):
        submit_tags(thread, ["casino"], by=ben)
    assert Thread.objects.get(pk=thread.pk).tags == []


def test_an_edit_that_leaves_what_was_found_is_not_found_again(thread, ben, mia):
    a_rule(mia, WORDS, action="report")
    post = reply(thread, ben)
    submit_edit(post, by=ben, source="A word about the casino, mended.", version=1)
    assert Hit.objects.count() == 1


def test_what_was_to_be_mended_and_is_hit_again_stays_hidden_in_an_open_case(thread, ben, mo, mia):
    a_rule(mia, WORDS, action="hold")
    post = a_post(thread, by=ben, source="A word about the garden.")
    post.ask_for_edit(by=mo)
    submit_edit(post, by=ben, source="A word about the casino.", version=1)
    post.refresh_from_db()
    assert post.held_at is not None or post.hidden_at is not None
    case = Case.objects.get()
    assert case.source == "fixed" and case.closed_at is None
    assert case.hits_count == 1


def test_a_rule_that_fails_is_shown_as_broken_and_stops_nothing(thread, ben, mia, monkeypatch):
    from moderation.screening.conditions.texts import Words

    version = a_rule(mia, WORDS, action="block", message="No.")

    def fail(self, posting):
        raise RuntimeError("a fault")

    monkeypatch.setattr(Words, "found", fail)
    assert reply(thread, ben).pk
    version.rule.refresh_from_db()
    assert version.rule.broken_at is not None
    assert "a fault" in version.rule.broken_why


def test_first_posts_with_links_wait_and_others_appear(thread, mia):
    kim = a_member("Kim")
    assert reply(thread, kim, source="Hello, I am Kim and new here.").held_at is None
    lee = a_member("Lee")
    held = reply(thread, lee, source="Hello, I am Lee, see https://lee.example/")
    assert held.held_at is not None
    case = Hit.objects.get(origin="first").case
    assert case is not None and case.source == "held"
    FirstPosts.current().change({"holding": "none"}, by=mia)


def test_who_posted_before_waits_no_more(thread, ben):
    a_post(thread, by=ben)
    assert reply(thread, ben, source="See https://ben.example/").held_at is None


def test_the_team_can_be_asked_to_welcome_first_posts(thread, mia):
    FirstPosts.current().change({"greets": True}, by=mia)
    kim = a_member("Kim")
    reply(thread, kim, source="Hello, I am Kim.")
    assert Duty.objects.get(kind="greet").member == kim


def test_a_usual_post_costs_few_queries(thread, ben, mia, django_assert_max_num_queries):
    from community.screened.postings import new_reply
    from moderation.screening.looking import screen

    a_rule(mia, WORDS, action="hold")
    for _number in range(10):
        a_post(thread, by=ben)
    screen(new_reply(thread, "Warming up.", by=ben))
    with django_assert_max_num_queries(3):
        assert not screen(new_reply(thread, "Good morning to all of you.", by=ben)).held
