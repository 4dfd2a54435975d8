"""Trying a rule before it acts, its versions, and the share that was wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.guides.writing import begin_guide
from community.posts.models import Post
from members.activity.models import Activity
from moderation.guidelines.measures import Content, Person
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.screening.book import in_force
from moderation.screening.rules import BackTest
from moderation.screening.showing import examples_of, hits_of, rows_of
from moderation.screening.switching import NotTried
from moderation.screening.trying import ask_for_test, run
from tests.factories import a_post, a_space, a_thread
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}


def tried(version, by):
    test = BackTest.objects.create(version=version, asked_by=by)
    run(test)
    test.refresh_from_db()
    return test


def decided(post, by, content=Content.KEEP):
    case = Case.objects.create(
        subject_type="post", subject_id=post.pk, source="rule", severity=1, due_at=timezone.now(), about=post.author,
        opened_at=timezone.now() - timedelta(hours=1), closed_at=timezone.now(),
    )  # fmt: skip
    return Decision.objects.create(
        case=case, content=content, person=Person.NOTHING, decided_by=by, in_force_at=timezone.now()
    )


def test_a_version_that_was_not_tried_cannot_be_switched_on(mia):
    version = a_rule(mia, WORDS, mode="off")
    with pytest.raises(NotTried):
        version.switch_on(by=mia)
    assert in_force().rules == []


def test_a_test_counts_what_would_have_been_hit_and_what_was_fine(thread, ben, nia, mia, mo):
    hit = a_post(thread, by=ben, source="The casino of my uncle.")
    a_post(thread, by=nia, source="The garden of my aunt.")
    old = a_post(thread, by=ben, source="The casino, long ago.")
    Post.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=40))
    a_post(thread, by=mo, source="The casino of the team.")
    decided(hit, mo)
    version = a_rule(mia, WORDS, mode="off", action="block")
    test = tried(version, mia)
    assert (test.looked, test.found, test.decided, test.fine) == (4, 1, 1, 1)
    assert not Entry.objects.filter(act="blocked").exists()
    version.switch_on(by=mia)
    assert [rule.version for rule in in_force().rules] == [version]


def test_a_test_shows_only_what_the_viewer_may_read(thread, private_space, ben, mia, mo):
    a_post(thread, by=ben, source="The casino of my uncle.")
    a_thread(private_space, by=ben, title="The casino in the back room")
    test = tried(a_rule(mia, WORDS, mode="off"), mia)
    assert test.found == 2
    assert len(examples_of(test, mo)) == 1


def test_a_test_knows_how_often_somebody_had_posted_by_then(thread, ben, mia):
    for _number in range(3):
        a_post(thread, by=ben)
    assert tried(a_rule(mia, {"rate": {"times": 3, "minutes": 60}}, mode="off"), mia).found == 2


def test_a_test_that_fails_says_so(mia, monkeypatch):
    version = a_rule(mia, WORDS, mode="off")
    test = BackTest.objects.create(version=version)
    version.conditions = {"nothing known": {}}
    test.version = version
    with pytest.raises(KeyError):
        run(test)
    test.refresh_from_db()
    assert test.failed_why
    assert not version.is_tried


def test_asked_twice_it_is_tried_once(mia):
    version = a_rule(mia, WORDS, mode="off")
    assert ask_for_test(version, by=mia) == ask_for_test(version, by=mia)


def test_a_change_is_another_version_and_the_old_one_acts_until_the_new_is_on(mia):
    first = a_rule(mia, WORDS)
    said = {"name": "Another", "conditions": {"words": {"words": "poker"}}, "action": "hold"}
    second = first.rule.change(said, by=mia)
    assert second.number == 2
    assert [rule.version for rule in in_force().rules] == [first]
    with pytest.raises(NotTried):
        second.switch_on(by=mia)
    BackTest.objects.create(version=second, finished_at=timezone.now())
    second.switch_on(by=mia)
    assert [rule.version for rule in in_force().rules] == [second]


def test_the_same_again_is_no_other_version(mia):
    first = a_rule(mia, WORDS)
    said = {"name": "A rule", "conditions": WORDS, "action": "report"}
    assert first.rule.change(said, by=mia) == first


def test_a_new_version_can_count_beside_the_one_that_acts(mia):
    first = a_rule(mia, WORDS)
    said = {"name": "Another", "conditions": {"words": {"words": "poker"}}, "action": "hold"}
    second = first.rule.change(said, by=mia)
    second.let_count(by=mia)
    assert [(rule.version, rule.is_shadow) for rule in in_force().rules] == [(first, False), (second, True)]


def test_what_is_switched_off_or_put_away_acts_no_more(mia):
    version = a_rule(mia, WORDS)
    version.switch_off(by=mia)
    assert in_force().rules == []
    other = a_rule(mia, WORDS)
    other.rule.put_away(by=mia)
    assert in_force().rules == []


def test_the_share_that_was_wrong_counts_hits_that_were_decided(thread, ben, mia, mo):
    from community.composing.submitting import submit_reply

    version = a_rule(mia, WORDS, action="report")
    posts = [submit_reply(thread, by=ben, source=f"The casino, part {n}.", key="") for n in range(3)]
    for post, content in ((posts[0], Content.KEEP), (posts[1], Content.HIDE)):
        case = Case.objects.get(subject_id=post.pk)
        Decision.objects.create(
            case=case, content=content, person=Person.NOTHING, decided_by=mo, in_force_at=timezone.now()
        )
    (row,) = rows_of([version.rule])
    assert (row.tally.hits, row.tally.decided, row.tally.fine, row.tally.share) == (3, 2, 1, 50)
    Decision.objects.filter(content=Content.KEEP).update(undone_at=timezone.now())
    (row,) = rows_of([version.rule])
    assert (row.tally.decided, row.tally.fine) == (1, 0)


def test_hits_are_not_shown_to_who_wrote_them_nor_out_of_private_places(private_space, ben, mia, mo):
    from community.composing.submitting import submit_reply

    version = a_rule(mia, WORDS, action="label")
    submit_reply(a_thread(private_space, by=ben), by=ben, source="The casino in the back room.", key="")
    submit_reply(a_thread(a_space(), by=ben), by=ben, source="The casino at the front.", key="")
    shown = hits_of(version.rule, mo)
    assert len(shown) == 1 and not shown[0].hit.is_private


def test_a_hit_in_a_private_place_says_no_words_to_who_does_not_read_there(private_space, ben, mia, mo):
    from community.composing.submitting import submit_reply

    version = a_rule(mia, WORDS, action="report")
    submit_reply(a_thread(private_space, by=ben), by=ben, source="The casino in the back room.", key="")
    submit_reply(a_thread(a_space(), by=ben), by=ben, source="The casino at the front.", key="")
    told = {row.hit.is_private: row.words for row in hits_of(version.rule, mo)}
    assert told == {True: [], False: ["casino"]}


def test_guides_and_profiles_are_looked_at_too(ben, nia, mia):
    space = a_space("Handbook", hosts=(ben,))
    guide = begin_guide(by=ben, title="How to open a casino", source="First buy a table.", space=space)
    nia.describe(by=nia, about="I own a casino.")
    test = tried(a_rule(mia, WORDS, mode="off", kinds=["guide"]), mia)
    assert (test.found, [one.name for one in examples_of(test, mia)]) == (1, [guide.title])
    test = tried(a_rule(mia, WORDS, mode="off", kinds=["profile"]), mia)
    assert (test.found, [one.url for one in examples_of(test, mia)]) == (1, [nia.get_absolute_url()])


def test_what_a_guide_or_a_profile_said_long_ago_is_not_looked_at(ben, nia, mia):
    guide = begin_guide(by=ben, title="How to open a casino", source="First buy a table.")
    nia.describe(by=nia, about="I own a casino.")
    long_ago = timezone.now() - timedelta(days=40)
    type(guide).objects.filter(pk=guide.pk).update(created_at=long_ago)
    Activity.objects.filter(verb="member.described").update(at=timezone.now() - timedelta(days=31))
    assert tried(a_rule(mia, WORDS, mode="off"), mia).found == 0
