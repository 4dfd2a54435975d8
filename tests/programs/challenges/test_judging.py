"""Who may not judge first: conflicts of interest, blind judging, phases; then points, drafts, publishing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.following.models import Silence
from members.mentoring.models import Mentorship
from members.profiles.refusing import NotNow
from members.recognition.badges import Badge, BadgeAward
from programs.challenges.conflicts import conflicts
from programs.challenges.judging import Unfinished, name_judge, release_judge, save_sheet, stand_aside
from programs.challenges.models import ChallengeEntry, ChallengeSheet, ChallengeWinner
from programs.challenges.results import digest_of, inputs_of
from programs.challenges.settling import NoReason, give_time, hand_over, publish, readmit, recompute, refuse, settle
from programs.challenges.voting import vote
from tests.factories import a_group, a_member
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, judged, steps

pytestmark = pytest.mark.django_db
MARKS = [(7, "Helps"), (5, "")]


@pytest.fixture
def judge(db):
    return a_member("Judit Judge")


@pytest.fixture
def challenge(mia, space):
    return a_challenge(mia, space, entries(), "judge")


@pytest.fixture
def entry(challenge, ben):
    return an_entry(challenge, ben)


def named(challenge, judge, mia):
    return name_judge(challenge.occurrence, judge, by=mia)


def test_only_managers_name_judges_refuse_entries_and_publish(challenge, entry, ben, mo, judge):
    for one in (ben, mo):
        with pytest.raises(NotNow):
            name_judge(challenge.occurrence, judge, by=one)
        with pytest.raises(NotNow):
            refuse(entry, "Not mine", by=one)
        with pytest.raises(NotNow):
            publish(challenge.occurrence, {}, "", read_as="", by=one)
        with pytest.raises(NotNow):
            recompute(challenge.occurrence, by=one)


def test_where_names_are_hidden_nobody_judges_who_sees_them(challenge, entry, mia, mo, space, judge):
    from community.spaces.models import SpaceHost

    SpaceHost.objects.create(space=space, member=judge)
    for one in (mia, mo, judge):
        with pytest.raises(NotNow, match="blind"):
            named(challenge, one, mia)


def test_a_judge_who_joined_the_team_meanwhile_judges_no_more(challenge, entry, mia, judge):
    named(challenge, judge, mia)
    judge.role = "moderator"
    judge.save()
    with pytest.raises(NotNow, match="blind"):
        save_sheet(entry, MARKS, by=judge, done=True)


@pytest.mark.parametrize("phase", ["enter", "vote", "settle"])
def test_nobody_judges_before_or_after_judging(challenge, entry, mia, judge, phase):
    named(challenge, judge, mia)
    go_to(challenge, phase)
    with pytest.raises(NotNow):
        save_sheet(entry, MARKS, by=judge, done=True)


def test_somebody_who_is_no_judge_or_no_more_gives_no_points(challenge, entry, mia, nia, judge):
    with pytest.raises(NotNow):
        save_sheet(entry, MARKS, by=nia, done=True)
    release_judge(named(challenge, judge, mia), by=mia)
    with pytest.raises(NotNow):
        save_sheet(entry, MARKS, by=judge, done=True)


def test_nobody_judges_their_own_entry(challenge, mia, judge):
    named(challenge, judge, mia)
    with pytest.raises(NotNow, match="yours"):
        save_sheet(an_entry(challenge, judge), MARKS, by=judge, done=True)


@pytest.mark.parametrize("way", ["by the judge", "by the author", "mentor", "newcomer"])
def test_who_stands_near_to_an_author_does_not_judge_and_does_not_learn_why(challenge, entry, mia, ben, judge, way):
    pair = (judge, ben) if way in ("by the judge", "mentor") else (ben, judge)
    if way.startswith("by"):
        Silence.objects.create(member=pair[0], other=pair[1], blocked=True)
    else:
        Mentorship.objects.create(mentor=pair[0], newcomer=pair[1], accepted_at=timezone.now())
    row = named(challenge, judge, mia)
    with pytest.raises(NotNow) as refused:
        save_sheet(entry, MARKS, by=judge, done=True)
    assert str(refused.value) == "Other judges look at this entry."
    assert set(conflicts(row, [entry], in_groups=False)) == {entry.pk}


def test_members_of_one_closed_group_are_near_only_where_the_terms_say_so(challenge, entry, mia, ben, judge):
    a_group(ben, judge, name="Closed")
    row = named(challenge, judge, mia)
    assert conflicts(row, [entry], in_groups=False) == {}
    assert conflicts(row, [entry], in_groups=True) == {entry.pk: "group"}


def test_members_of_an_open_group_or_only_muted_are_not_near(challenge, entry, mia, ben, judge):
    a_group(ben, judge, name="Open", entry="open")
    Silence.objects.create(member=judge, other=ben, blocked=False)
    assert conflicts(named(challenge, judge, mia), [entry], in_groups=True) == {}


def test_conflicts_of_many_entries_cost_as_much_as_of_one(challenge, mia, judge, django_assert_num_queries):
    row = named(challenge, judge, mia)
    many = [an_entry(challenge, a_member()) for _ in range(5)]
    for some in (many[:1], many):
        with django_assert_num_queries(4):
            conflicts(row, some, in_groups=True)


def test_a_judge_who_stands_aside_leaves_no_points_behind(challenge, entry, mia, judge):
    named(challenge, judge, mia)
    save_sheet(entry, MARKS, by=judge, done=True)
    stand_aside(entry, "A colleague made it", by=judge)
    assert inputs_of(challenge)[0].marks == {}
    with pytest.raises(NotNow):
        save_sheet(entry, MARKS, by=judge, done=True)


def test_a_draft_is_kept_and_does_not_count(challenge, entry, mia, judge):
    named(challenge, judge, mia)
    sheet = save_sheet(entry, [(7, "Helps"), (None, "")], by=judge, done=False)
    assert [list(one) for one in sheet.marks] == [[7, "Helps"], [None, ""]]
    assert inputs_of(challenge)[0].marks == {}
    with pytest.raises(Unfinished):
        save_sheet(entry, [(7, ""), (None, "")], by=judge, done=True)
    save_sheet(entry, MARKS, by=judge, done=True)
    assert list(inputs_of(challenge)[0].marks.values()) == [[7, 5]]
    assert ChallengeSheet.objects.count() == 1


@pytest.mark.parametrize("marks", [[(11, ""), (1, "")], [(-1, ""), (1, "")], [(1, "")], [(1, ""), (1, ""), (1, "")]])
def test_points_stand_between_0_and_10_for_each_criterion(challenge, entry, mia, judge, marks):
    named(challenge, judge, mia)
    with pytest.raises(Unfinished):
        save_sheet(entry, marks, by=judge, done=True)
    assert not ChallengeSheet.objects.exists()


def test_judges_do_not_vote(challenge, entry, mia, judge):
    named(challenge, judge, mia)
    go_to(challenge, "vote")
    with pytest.raises(NotNow, match="no votes"):
        vote(entry, by=judge, wanted=True)


def publish_it(challenge, by, reason="Useful to many", words=""):
    result, _same = settle(challenge, by=by)
    reasons = {row["entry"]: reason for row in result.rows}
    return publish(challenge.occurrence, reasons, words, read_as=result.inputs, by=by)


def test_nothing_is_published_before_everything_is_over(challenge, entry, mia, judge):
    judged(challenge, entry, judge, 7, 5, by=mia)
    with pytest.raises(NotNow, match="when everything is over"):
        publish_it(challenge, mia)


def test_nothing_is_published_while_an_entry_was_judged_by_too_few(challenge, entry, mia):
    go_to(challenge, "settle")
    with pytest.raises(NotNow, match="judged by too few"):
        publish_it(challenge, mia)
    give_time(challenge.occurrence, 3, by=mia)
    challenge.refresh_from_db()
    assert challenge.judging_until > timezone.now() + timedelta(days=2)


def test_nobody_wins_without_a_reason(challenge, entry, mia, judge):
    judged(challenge, entry, judge, 7, 5, by=mia)
    go_to(challenge, "settle")
    with pytest.raises(NoReason):
        publish_it(challenge, mia, reason=" ")
    assert not ChallengeWinner.objects.exists()


def test_what_changed_since_the_manager_looked_is_not_published(challenge, entry, mia, judge, nia):
    judged(challenge, entry, judge, 7, 5, by=mia)
    go_to(challenge, "settle")
    result, _same = settle(challenge, by=mia)
    refuse(an_entry(challenge, nia), "Not by the terms", by=mia)
    second = an_entry(challenge, a_member())
    judged(challenge, second, judge, 9, 9, by=mia)
    go_to(challenge, "settle")
    with pytest.raises(NotNow, match="counts differently"):
        publish(challenge.occurrence, {entry.pk: "Good"}, "", read_as=result.inputs, by=mia)


def test_the_result_is_published_once_with_thread_badge_and_ledger(challenge, entry, mia, ben, judge):
    badge = Badge.create("Clear-out", "For winners", "award", None, by=mia)
    challenge.terms |= {"badge": badge.pk}
    challenge.save()
    judged(challenge, entry, judge, 7, 5, by=mia)
    go_to(challenge, "settle")
    publish_it(challenge, mia, words="Thank you all.")
    win = ChallengeWinner.objects.get()
    assert (win.entry, win.place, win.reason, win.prize) == (entry, 1, "Useful to many", "A book")
    assert BadgeAward.objects.get().member == ben
    challenge.occurrence.refresh_from_db()
    assert entry.title in challenge.occurrence.thread.posts.get().text
    with pytest.raises(NotNow, match="published already"):
        publish_it(challenge, mia)
    hand_over(win, by=mia, given=True)
    win.refresh_from_db()
    assert win.given_by == mia


def test_who_is_done_with_the_steps_gets_the_badge_and_nobody_else(mia, ben, nia, space):
    badge = Badge.create("Clear-out", "Three check-ins", "award", None, by=mia)
    challenge = a_challenge(mia, space, steps(target=2, badge=badge.pk))
    for one, times in ((ben, 2), (nia, 1)):
        for day in range(times):
            an_entry(challenge, one, day=timezone.localdate() - timedelta(days=day + 1))
    go_to(challenge, "settle")
    publish_it(challenge, mia)
    assert list(BadgeAward.objects.values_list("member", flat=True)) == [ben.pk]


def test_computing_it_again_from_what_is_stored_gives_the_same(challenge, entry, mia, judge, nia):
    judged(challenge, entry, judge, 7, 5, by=mia)
    go_to(challenge, "vote")
    vote(entry, by=nia, wanted=True)
    go_to(challenge, "settle")
    settle(challenge, by=None)
    assert recompute(challenge.occurrence, by=mia)
    refuse(entry, "Not by the terms", by=mia)
    assert not recompute(challenge.occurrence, by=mia)
    readmit(entry, by=mia)
    publish_it(challenge, mia)
    assert recompute(challenge.occurrence, by=mia)
    ChallengeEntry.objects.filter(pk=entry.pk).update(hidden_at=timezone.now())
    assert not recompute(challenge.occurrence, by=mia)
    assert challenge.result.rows


def test_after_publishing_nothing_is_refused_and_nobody_is_named(challenge, entry, mia, judge, nia):
    judged(challenge, entry, judge, 7, 5, by=mia)
    go_to(challenge, "settle")
    publish_it(challenge, mia)
    for act in (lambda: refuse(entry, "Why", by=mia), lambda: named(challenge, nia, mia)):
        with pytest.raises(NotNow, match="published already"):
            act()


def test_a_refused_entry_needs_a_reason_and_does_not_count(challenge, entry, mia):
    with pytest.raises(NoReason):
        refuse(entry, "  ", by=mia)
    refuse(entry, "Made by somebody else", by=mia)
    assert inputs_of(challenge) == []
    readmit(entry, by=mia)
    assert len(inputs_of(challenge)) == 1


def test_a_badge_names_no_challenge_that_not_everybody_sees(mia, ben, private_space, judge):
    badge = Badge.objects.create(name="Maker", slug="maker", description="Made something.")
    challenge = a_challenge(mia, private_space, entries(badge=badge.pk, is_blind=False), "judge")
    entry = an_entry(challenge, ben)
    judged(challenge, entry, mia, 7, 5, by=mia)
    go_to(challenge, "settle")
    read_as = settle(challenge, by=mia)[0].inputs
    publish(challenge.occurrence, {entry.pk: "Clear and useful"}, "", read_as=read_as, by=mia)
    reason = BadgeAward.objects.get(member=ben).reason
    assert challenge.occurrence.name not in reason
    assert "Place 1" in reason


def test_what_was_computed_in_one_time_zone_is_published_from_another(challenge, entry, mia, judge):
    other = an_entry(challenge, judge, "Nothing left to do")
    ChallengeEntry.objects.filter(pk=entry.pk).update(at="2026-10-25T00:40:00Z")
    ChallengeEntry.objects.filter(pk=other.pk).update(at="2026-10-25T01:20:00Z")
    seen = set()
    for zone in ("UTC", "Europe/Helsinki", "Pacific/Honolulu"):
        with timezone.override(zone):
            given = inputs_of(challenge)
            seen.add((digest_of(given, challenge.said, challenge.seed), tuple(sorted(one.at for one in given))))
    assert len(seen) == 1
