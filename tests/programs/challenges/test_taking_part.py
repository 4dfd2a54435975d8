"""Who may not take part first; a check-in a day; entries up to the number of the terms; votes."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.profiles.refusing import NotNow
from programs.challenges.entering import NothingToEnter, Sent, edit, enter, today_of, withdraw
from programs.challenges.models import ChallengeEntry, ChallengeVote
from programs.challenges.voting import vote
from tests.factories import a_member
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, steps

pytestmark = pytest.mark.django_db


def check_in(challenge, by, words="Two meetings fewer", **more):
    return enter(challenge.occurrence, Sent(words, **more), by=by)


def test_the_team_takes_no_part_unless_the_terms_say_so(mia, mo, space):
    challenge = a_challenge(mia, space, steps())
    for one in (mia, mo):
        with pytest.raises(NotNow, match="team"):
            check_in(challenge, one)
    assert check_in(a_challenge(mia, space, steps(team_may=True)), mo).author == mo


def test_somebody_suspended_or_silenced_takes_no_part(mia, eve, space):
    with pytest.raises(NotNow):
        check_in(a_challenge(mia, space, steps()), eve)
    assert not ChallengeEntry.objects.exists()


@pytest.mark.parametrize("phase", ["announce", "settle"])
def test_nobody_takes_part_before_it_begins_or_after_its_end(mia, ben, space, phase):
    with pytest.raises(NotNow):
        check_in(a_challenge(mia, space, steps(), phase), ben)


def test_those_it_is_not_meant_for_take_no_part(mia, ben, space):
    from members.segments.models import Segment

    rule = {"all": [{"is": "joined", "op": "after", "days": 1}]}
    with patch.object(Segment, "people", lambda self, now=None: type(ben).objects.none()):
        segment = Segment.objects.create(name="New ones", rule=rule, created_by=mia, changed_by=mia)
        with pytest.raises(NotNow, match="meant for others"):
            check_in(a_challenge(mia, space, steps(), audience=segment), ben)


def test_a_check_in_is_there_once_a_day_of_the_members_zone(mia, ben, space):
    challenge = a_challenge(mia, space, steps())
    first = check_in(challenge, ben)
    assert first.day == today_of(ben, challenge.occurrence)
    with pytest.raises(NotNow, match="today already"):
        check_in(challenge, ben)
    ChallengeEntry.objects.filter(pk=first.pk).update(day=first.day - timedelta(days=1))
    assert check_in(challenge, ben).number == 2


def test_two_check_ins_of_a_day_are_refused_by_the_database_too(mia, ben, space):
    challenge = a_challenge(mia, space, steps())
    one = check_in(challenge, ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChallengeEntry.objects.create(challenge=challenge, number=9, author=ben, day=one.day, words="Again")


def test_a_check_in_can_be_undone_and_done_again(mia, ben, space):
    challenge = a_challenge(mia, space, steps())
    withdraw(check_in(challenge, ben), by=ben)
    assert not ChallengeEntry.objects.standing().exists()
    check_in(challenge, ben)
    assert ChallengeEntry.objects.standing().count() == 1


def test_the_same_sheet_sent_twice_checks_in_once(mia, ben, space):
    challenge = a_challenge(mia, space, steps())
    assert check_in(challenge, ben, key="k") == check_in(challenge, ben, key="k")


def test_what_is_no_entry_is_answered_with_one_sentence(mia, ben, space):
    challenge = a_challenge(mia, space, entries())
    for sent in (Sent("Words without"), Sent("", "Title"), Sent("x" * 4001, "Title"), Sent("Words", "t" * 121)):
        with pytest.raises(NothingToEnter, match=r"\.$"):
            enter(challenge.occurrence, sent, by=ben)


def test_nobody_sends_more_entries_than_the_terms_say(mia, ben, space):
    challenge = a_challenge(mia, space, entries(entries_each=2))
    an_entry(challenge, ben, "One")
    second = an_entry(challenge, ben, "Two")
    with pytest.raises(NotNow, match="2 entries"):
        an_entry(challenge, ben, "Three")
    withdraw(second, by=ben)
    assert an_entry(challenge, ben, "Three").number == 3


def test_only_its_author_changes_an_entry_and_only_while_they_are_taken(mia, ben, nia, space):
    challenge = a_challenge(mia, space, entries())
    entry = an_entry(challenge, ben)
    for act in (lambda: edit(entry, Sent("Other words", "T"), by=nia), lambda: withdraw(entry, by=nia)):
        with pytest.raises(NotNow, match="Only who made"):
            act()
    edit(entry, Sent("Other words", "Other title"), by=ben)
    go_to(challenge, "vote")
    with pytest.raises(NotNow, match="cannot be changed"):
        edit(entry, Sent("Too late", "T"), by=ben)
    entry.refresh_from_db()
    assert (entry.title, entry.words) == ("Other title", "Other words")


def test_nobody_votes_for_their_own_entry_before_its_time_or_after_it(mia, ben, nia, space):
    challenge = a_challenge(mia, space, entries(), "vote")
    entry = an_entry(challenge, ben)
    with pytest.raises(NotNow, match="own entry"):
        vote(entry, by=ben, wanted=True)
    for phase in ("enter", "judge", "settle"):
        go_to(challenge, phase)
        with pytest.raises(NotNow):
            vote(entry, by=nia, wanted=True)
    assert not ChallengeVote.objects.exists()


def test_a_vote_counts_once_and_is_taken_back_until_the_end(mia, ben, nia, space):
    challenge = a_challenge(mia, space, entries(), "vote")
    entry = an_entry(challenge, ben)
    for _turn in range(2):
        vote(entry, by=nia, wanted=True)
    assert entry.votes.count() == 1
    vote(entry, by=nia, wanted=False)
    assert entry.votes.count() == 0


def test_nobody_gives_more_votes_than_the_terms_say(mia, nia, space):
    challenge = a_challenge(mia, space, entries(votes_each=1), "vote")
    one, two = (an_entry(challenge, a_member()) for _ in range(2))
    vote(one, by=nia, wanted=True)
    with pytest.raises(NotNow, match="stands with another"):
        vote(two, by=nia, wanted=True)
    ChallengeEntry.objects.filter(pk=one.pk).update(hidden_at=timezone.now())
    vote(two, by=nia, wanted=True)


def test_what_is_hidden_held_or_refused_takes_no_votes(mia, ben, nia, space):
    challenge = a_challenge(mia, space, entries(), "vote")
    entry = an_entry(challenge, ben)
    for gone in ({"hidden_at": timezone.now()}, {"held_at": timezone.now()}, {"withdrawn_at": timezone.now()}):
        ChallengeEntry.objects.filter(pk=entry.pk).update(**gone)
        with pytest.raises(NotNow, match="takes no votes"):
            vote(entry, by=nia, wanted=True)
        ChallengeEntry.objects.filter(pk=entry.pk).update(**dict.fromkeys(gone))


def test_who_does_not_see_the_space_sees_no_entry(mia, ben, nia, visitor):
    from tests.factories import a_group, a_space

    challenge = a_challenge(mia, a_space(group=a_group(ben)), steps())
    entry = check_in(challenge, ben)
    assert ChallengeEntry.objects.visible_to(ben).get() == entry
    for other in (nia, visitor):
        assert not ChallengeEntry.objects.visible_to(other).exists()


def test_held_entries_are_for_their_author_and_the_team(mia, mo, ben, nia, visitor, space):
    challenge = a_challenge(mia, space, steps())
    entry = check_in(challenge, ben)
    ChallengeEntry.objects.filter(pk=entry.pk).update(held_at=timezone.now())
    seen = {one: ChallengeEntry.objects.visible_to(one).exists() for one in (ben, mo, nia, visitor)}
    assert list(seen.values()) == [True, True, False, False]
