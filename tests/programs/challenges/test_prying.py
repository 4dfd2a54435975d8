"""What somebody might try who wants to know whose a blind entry is, or to count twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from community.following.models import Silence
from community.search.models import SearchDocument
from community.spaces.models import Space
from members.mentoring.models import Mentorship
from members.notifications.models import Notification
from members.privacy.erasers import ERASERS, Leaver
from members.privacy.former import identity_of
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from programs.challenges.entering import Sent, enter
from programs.challenges.judging import name_judge, release_judge
from programs.challenges.jury import tasks_of
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeVote
from programs.challenges.showing import find
from programs.challenges.voting import vote
from tests.factories import a_group, a_member
from tests.programs.challenged import a_challenge, an_entry, entries, go_to

pytestmark = pytest.mark.django_db
NAME, HANDLE, TITLE = "Zqcanary Zqsurname", "zqhandle", "Qwertitle of blocks"


@pytest.fixture
def author(db: None) -> Member:
    return a_member(NAME, handle=HANDLE)


@pytest.fixture
def judge(db: None) -> Member:
    return a_member("Judit Judge")


@pytest.fixture
def challenge(mia: Member, space: Space) -> Challenge:
    return a_challenge(mia, space, entries(keeps_groups_apart=True), "judge")


def states(challenge: Challenge, judge: Member) -> dict[int, str]:
    """What a judge sees of each entry: by number, whether it is theirs to judge."""
    one = find(judge, challenge.occurrence_id)
    assert one is not None
    return {task.number: task.state for task in tasks_of(one)}


def test_blocking_one_after_the_other_shows_a_judge_nothing(
    challenge: Challenge, author: Member, judge: Member, mia: Member
) -> None:
    an_entry(challenge, author)
    an_entry(challenge, a_member())
    name_judge(challenge.occurrence, judge, by=mia)
    before = states(challenge, judge)
    assert set(before.values()) == {"open"}
    block = Silence.objects.create(member=judge, other=author, blocked=True)
    assert states(challenge, judge) == before
    block.delete()
    assert states(challenge, judge) == before


def test_a_block_that_was_there_holds_also_when_the_judge_lifts_it(
    challenge: Challenge, author: Member, judge: Member, mia: Member
) -> None:
    entry = an_entry(challenge, author)
    an_entry(challenge, a_member())
    block = Silence.objects.create(member=judge, other=author, blocked=True)
    row = name_judge(challenge.occurrence, judge, by=mia)
    before = states(challenge, judge)
    assert before[entry.number] == "others"
    block.delete()
    assert states(challenge, judge) == before
    release_judge(row, by=mia)
    name_judge(challenge.occurrence, judge, by=mia)
    assert states(challenge, judge) == before


def test_ending_a_mentoring_or_leaving_a_group_shows_a_judge_nothing(
    challenge: Challenge, author: Member, judge: Member, mia: Member
) -> None:
    other = a_member()
    for member in (author, other):
        an_entry(challenge, member)
    pair = Mentorship.objects.create(mentor=judge, newcomer=author, accepted_at=timezone.now())
    group = a_group(judge, other, name="Closed")
    name_judge(challenge.occurrence, judge, by=mia)
    before = states(challenge, judge)
    assert set(before.values()) == {"others"}
    pair.delete()
    group.memberships.filter(member=judge).delete()
    assert states(challenge, judge) == before


def test_an_author_who_blocks_the_judge_is_judged_by_others(
    challenge: Challenge, author: Member, judge: Member, mia: Member
) -> None:
    entry = an_entry(challenge, author)
    name_judge(challenge.occurrence, judge, by=mia)
    Silence.objects.create(member=author, other=judge, blocked=True)
    assert states(challenge, judge) == {entry.number: "others"}


def test_whoever_voted_does_not_give_points_as_well(
    challenge: Challenge, author: Member, judge: Member, mia: Member, nia: Member
) -> None:
    entry = an_entry(challenge, author)
    go_to(challenge, "vote")
    vote(entry, by=judge, wanted=True)
    with pytest.raises(NotNow, match="has voted in this challenge"):
        name_judge(challenge.occurrence, judge, by=mia)
    assert not challenge.judges.exists()
    vote(entry, by=judge, wanted=False)
    name_judge(challenge.occurrence, judge, by=mia)
    with pytest.raises(NotNow, match="Judges give points"):
        vote(entry, by=judge, wanted=True)
    assert not ChallengeVote.objects.exists()


def test_reporting_a_blind_entry_tells_the_judge_nothing_then_or_when_it_is_decided(
    challenge: Challenge, author: Member, judge: Member, mia: Member, mo: Member, as_: Any,
    delivered: Callable[[], int],
) -> None:  # fmt: skip
    entry = an_entry(challenge, author, f"{TITLE} by Zqcanary")
    name_judge(challenge.occurrence, judge, by=mia)
    client = as_(judge)
    path = reverse("report", args=["challenge_entry", entry.pk])
    page = client.get(path).text
    assert TITLE in page
    sent = client.post(path, {"reason": "spam", "words": "It sells something."}, follow=True)
    case = Case.objects.get()
    assert case.about_id == author.pk, "the case is about somebody all the same"
    delivered()
    entry.refresh_from_db()
    entry.hide(by=mo)
    delivered()
    pages = [page, sent.text, *(client.get(one).text for one in ("/", reverse("inbox")))]
    pages += [f"{one.subject}{one.body}" for one in mail.outbox if judge.email in one.to]
    pages += [str(vars(one)) for one in Notification.objects.filter(member=judge)]
    assert not [said for said in pages if "zqcanary" in said.lower() or HANDLE in said]


def test_when_a_blind_entry_came_is_not_told_to_the_minute(
    challenge: Challenge, author: Member, nia: Member, mia: Member, as_: Any
) -> None:
    entry = an_entry(challenge, author)
    path = entry.get_absolute_url()
    assert "<time" not in _head(as_(nia).get(path).text)
    assert "<time" in _head(as_(author).get(path).text)
    assert "<time" in _head(as_(mia).get(path).text)


def _head(page: str) -> str:
    """What stands between the title of an entry and its words."""
    return page.partition('<article class="entry-page')[2].partition('class="prose')[0]


def test_who_leaves_is_found_by_their_entry_no_more(
    mia: Member, space: Space, author: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    challenge = a_challenge(mia, space, entries(is_blind=False))
    enter(challenge.occurrence, Sent(f"By {NAME}, of tins.", TITLE), by=author)
    other = enter(challenge.occurrence, Sent(f"As {NAME} showed us.", "Another one"), by=ben)
    delivered()
    assert SearchDocument.objects.filter(kind="entry", text__icontains="zqcanary").count() == 2
    leaver = Leaver(author, identity_of(author), erases_words=True)
    for key in ("challenge-entries", "words:programs.challengeentry", "search-shelves"):
        after: int | None = 0
        while after is not None:
            after = ERASERS[key].step(leaver, after)
    texts = list(SearchDocument.objects.filter(kind="entry").values_list("title", "text"))
    assert not [said for said in texts if "zqcanary" in str(said).lower() or "Qwertitle" in str(said)]
    assert ChallengeEntry.objects.get(pk=other.pk).title == "Another one"
