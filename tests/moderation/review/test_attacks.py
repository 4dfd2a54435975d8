"""Ways around deciding that somebody may try, and that lead nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post, Revision
from members.privacy.erasing import erase_next
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.deciding import overturn
from moderation.appeals.opening import appeal
from moderation.escalation.escalating import escalate
from moderation.reports.models import Report
from moderation.review.cases import Case
from moderation.review.deciding import DecidedMeanwhile, Wanted, agree, decide, decline, undo
from moderation.review.deciding import reverse as take_back
from moderation.review.subjects import KINDS
from moderation.sanctions.models import BarredAddress
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case as a_case_about
from tests.moderation.decided import a_decision, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def _version(case: Case) -> str:
    item = KINDS[case.subject_type].one(case.subject_id)
    assert item is not None
    return item.version


def _gone(member: Member) -> None:
    """Erased, as after fourteen days."""
    leaving = leave(member, by=member, fate=Fate.KEEP)
    Leaving.objects.filter(pk=leaving.pk).update(due_at=timezone.now() - timedelta(days=1))
    while erase_next():
        pass
    assert not Member.objects.get_queryset().filter(pk=member.pk).exists()


@pytest.mark.parametrize("how", [{"role": "member"}, {"suspended_until": timezone.now() + timedelta(days=9)}])
def test_what_somebody_proposed_who_may_not_decide_any_more_is_not_agreed_to(
    ben: Member, mo: Member, mira: Member, how: dict[str, object]
) -> None:
    proposal = a_decision(ben, by=mo, later=False, content="remove", person="nothing")
    Member.objects.get_queryset().filter(pk=mo.pk).update(**how)
    with pytest.raises(NotNow):
        agree(proposal, by=mira, version=_version(proposal.case))
    decline(proposal, by=mira, why="Their proposal does not count any more")
    again = decide(proposal.case, Wanted(content="hide", version=_version(proposal.case)), by=mira)
    assert again.in_force_at is not None


def test_nobody_agrees_about_words_they_have_not_seen(ben: Member, mo: Member, mira: Member, as_: As) -> None:
    proposal = a_decision(ben, by=mo, later=False, content="remove", person="nothing")
    seen = _version(proposal.case)
    decline(proposal, by=mo, why="")
    post = Post.objects.get(pk=proposal.case.subject_id)
    post.edit(by=ben, source="Quite other words by now", version=post.version)
    sent = {"case": [f"{proposal.case_id}:{seen}"], "content": "remove", "person": "nothing", "facts": "It sold things"}
    as_(mira).post(reverse("moderate_bulk"), sent | {"submission": "all"})
    assert not proposal.case.decisions.standing().exists()


def test_undone_twice_it_is_undone_once(ben: Member, mo: Member) -> None:
    decision = a_decision(ben, by=mo, later=False, person="silence", days=3)
    undo(decision, by=mo)
    with pytest.raises(DecidedMeanwhile):
        undo(decision, by=mo)
    ben.refresh_from_db()
    assert not ben.is_silenced and decision.effects.filter(taken_back_at=None).count() == 0


def test_a_moderator_reverses_nothing_that_the_owner_decided(
    ben: Member, mo: Member, mia: Member, olli: Member
) -> None:
    decision = a_decision(ben, by=olli, person="ban")
    agree(decision, by=mia, version=_version(decision.case))
    for one in (mo, mia):
        with pytest.raises(NotNow):
            take_back(decision, by=one, why="They are a friend of mine")
    ben.refresh_from_db()
    assert ben.is_banned
    take_back(decision, by=olli, why="It was somebody else")
    ben.refresh_from_db()
    assert not ben.is_suspended


def test_nobody_escalates_a_case_about_themself_nor_acts_on_it(mo: Member, mira: Member, as_: As) -> None:
    case = a_case_about(a_post(by=mo))
    with pytest.raises(NotNow):
        escalate(case, "legal", "Look at this", by=mo)
    for name in ("case_decide", "case_claim", "case_note", "case_snooze", "case_give", "case_escalate"):
        assert as_(mo).post(reverse(name, args=[case.pk]), {"choice": "keep"}).status_code == 404, name
        assert as_(mira).post(reverse(name, args=[case.pk]), {"choice": "keep"}).status_code == 404, name


def test_a_moderator_does_not_show_again_what_others_hid_in_their_own_post(
    mo: Member, mira: Member, olli: Member, as_: As
) -> None:
    post = a_post(by=mo, source="Other words by now")
    old = Revision.objects.create(post=post, version=1, source="What they said", author=mo, hidden_at=timezone.now())
    Post.objects.filter(pk=post.pk).update(version=2)
    path = reverse("case_open", args=["version", old.pk])
    assert as_(mo).post(path).status_code == as_(mira).post(path).status_code == 404
    assert as_(olli).post(path).status_code == 302
    case = Case.objects.get(subject_type="version", subject_id=old.pk)
    decide(case, Wanted(content="keep", version=_version(case)), by=olli)
    old.refresh_from_db()
    assert old.hidden_at is None


def test_whoever_views_as_somebody_else_is_no_moderator_meanwhile(ben: Member, mia: Member, as_: As) -> None:
    case, client = a_case_about(a_post(by=ben)), as_(mia)
    client.post(reverse("view_start"), {"mode": "guest"})
    for path in (reverse("moderate"), reverse("case", args=[case.pk]), reverse("moderation_log"), reverse("rota")):
        assert client.get(path).status_code in {302, 403, 404}, path
    sent = {"choice": "keep", "version": _version(case), "submission": "one"}
    assert client.post(reverse("case_decide", args=[case.pk]), sent).status_code == 403
    case.refresh_from_db()
    assert (case.closed_at, case.claimed_by_id, case.looks.count()) == (None, None, 0)


@pytest.mark.parametrize("content", ["hide", "remove"])
def test_what_was_taken_away_stays_away_however_its_author_deletes_and_restores_it(
    ben: Member, mo: Member, mira: Member, as_: As, content: str
) -> None:
    post = a_post(by=ben, source="The words that had to go")
    decision = a_decision(ben, by=mo, post=post, later=False, content=content, person="nothing")
    if content == "remove":
        agree(decision, by=mira, version=_version(decision.case))
    client = as_(ben)
    client.post(reverse("post_delete", args=[post.pk]))
    client.post(reverse("post_restore", args=[post.pk]))
    post.refresh_from_db()
    assert post.hidden_at is not None and post.deleted_at is None
    client.post(reverse("post_edit", args=[post.pk]), {"body": "Mended words", "version": post.version})
    post.refresh_from_db()
    assert post.hidden_at is not None and (post.source == "Mended words") == (content == "hide")


def test_what_is_deleted_before_the_team_looks_is_decided_about_all_the_same(ben: Member, mo: Member, as_: As) -> None:
    post = a_post(by=ben)
    case = a_case_about(post)
    client = as_(ben)
    client.post(reverse("post_delete", args=[post.pk]))
    decide(case, Wanted(content="hide", version=_version(case)), by=mo)
    client.post(reverse("post_restore", args=[post.pk]))
    post.refresh_from_db()
    assert post.hidden_at is not None and post.deleted_at is None


def test_whoever_is_banned_and_leaves_comes_not_back_by_their_address(ben: Member, olli: Member, mia: Member) -> None:
    decision = a_decision(ben, by=olli, later=False, person="ban")
    agree(decision, by=mia, version=_version(decision.case))
    a_minute_ago(decision)
    found = appeal(decision, "It was a joke", by=Member.objects.get_queryset().get(pk=ben.pk))
    _gone(Member.objects.get_queryset().get(pk=ben.pk))
    assert BarredAddress.objects.count() == 1
    found.refresh_from_db()
    case = found.case()
    assert case is not None
    third = a_member(role="owner")
    last = found.messages.last()
    overturn(found, "They were right", by=third, read=last.pk if last else 0)


def test_every_page_of_a_case_about_somebody_who_is_gone_opens(
    ben: Member, mo: Member, mira: Member, olli: Member, as_: As
) -> None:
    open_one = a_case_about(a_post(by=ben))
    proposed = a_decision(ben, by=mo, later=False, content="remove", person="ban")
    done = a_decision(ben, by=mo, person="suspend", days=9)
    found = appeal(done, "It was a joke", by=Member.objects.get_queryset().get(pk=ben.pk))
    escalate(open_one, "legal", "", by=mo)
    _gone(Member.objects.get_queryset().get(pk=ben.pk))
    client = as_(olli)
    for number in (open_one.pk, proposed.case_id, done.case_id):
        assert client.get(reverse("case", args=[number])).status_code == 200, number
    assert client.get(reverse("appeal_case", args=[found.pk])).status_code == 200
    for name in ("moderate", "moderate_done", "moderate_appeals", "moderation_log", "transparency", "moderation_stats"):
        assert client.get(reverse(name)).status_code == 200, name
    agree(proposed, by=mira, version=_version(proposed.case))
    sent = {"choice": "keep", "version": _version(open_one), "submission": "one"}
    assert client.post(reverse("case_decide", args=[open_one.pk]), sent).status_code in {302, 204}


def test_a_flood_of_reports_ends_at_the_limit(ben: Member, nia: Member, as_: As) -> None:
    posts, client = [a_post(by=nia) for _number in range(22)], as_(ben)
    sent = {"reason": "other", "words": "All of it"}
    codes = [client.post(reverse("report", args=["post", post.pk]), sent).status_code for post in posts]
    assert codes == [302] * 20 + [429] * 2 and Report.objects.count() == 20
    client.post(reverse("report", args=["post", posts[0].pk]), sent)
    assert Report.objects.count() == 20
