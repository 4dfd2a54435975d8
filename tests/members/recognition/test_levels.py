"""Levels: who may not, what counts, notice before an end, and what is given for a year."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from members.notifications.models import Notification
from members.profiles.models import Member
from members.recognition.asking import ask_for, asked_for
from members.recognition.ladder import SHIPPED, Step
from members.recognition.models import LevelGrant, LevelMove, LevelRule, LevelStanding, Move, Nomination
from members.recognition.proposing import propose
from members.recognition.weighing import NOTICE, weigh, weigh_all
from members.segments.fields import IN_THE_OPEN
from members.segments.rules import WrongRule, matching
from tests.factories import a_member, a_post, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncelebrated")]
As = Callable[[Any], Client]
REASON = "Welcomes everybody who comes, and knows where things are."


def wrote(times: int, space: int = IN_THE_OPEN) -> dict[str, Any]:
    """The criterion that somebody replied so often."""
    return {"is": "replied", "with": {"space": space, "times": times, "since": 0}}


@pytest.fixture(autouse=True)
def easily(db: None) -> None:
    """Active is who replied twice, Helper who replied three times."""
    long_ago = timezone.now() - timedelta(days=50)
    for step, times in ((Step.ACTIVE, 2), (Step.HELPER, 3)):
        LevelRule.objects.create(step=step, rule={"all": [wrote(times)]}, begins_at=long_ago)


def step_of(member: Member) -> int:
    """The level somebody has."""
    found = LevelStanding.objects.filter(member=member).first()
    return found.step if found else Step.NEWCOMER


def test_who_may_not_propose_decide_or_change_what_is_asked(
    as_: As, visitor: Any, nia: Member, ben: Member, eve: Member, mo: Member, mia: Member
) -> None:
    made = propose(ben, Step.MENTOR, REASON, by=nia)
    grant = LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR)
    team = [reverse("recognition"), reverse("nomination", args=[made.pk])]
    acts = [reverse(f"nomination_{act}", args=[made.pk]) for act in ("accept", "decline")]
    acts += [reverse(f"level_{act}", args=[grant.pk]) for act in ("renew", "end")]
    owner = [reverse(f"level_{act}", args=[Step.HELPER]) for act in ("build", "change", "withdraw")]
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        client = as_(who)
        assert {client.get(path).status_code for path in team} == {status}
        assert {client.post(path).status_code for path in [*acts, *owner]} == {status}
    assert {as_(mia).post(path).status_code for path in owner} == {403}
    assert as_(mia).get(reverse("level_edit", args=[3])).status_code == 403
    made.refresh_from_db()
    grant.refresh_from_db()
    assert made.decided_at is None and grant.ended_at is None
    own = propose(mia, Step.MENTOR, REASON, by=mia)
    as_(mia).post(reverse("nomination_accept", args=[own.pk]))
    assert step_of(mia) == Step.NEWCOMER, "nobody decides about themself"
    Nomination.objects.filter(pk=own.pk).delete()
    sent = {"handle": "nia", "reason": REASON}
    assert as_(visitor).post(reverse("level_nominate", args=[4]), sent).status_code == 302
    assert as_(eve).post(reverse("level_nominate", args=[4]), sent).status_code in (302, 403, 422)
    assert as_(ben).post(reverse("level_nominate", args=[3]), sent).status_code == 404
    assert Nomination.objects.count() == 1


def test_evidence_is_for_members_and_of_those_who_have_the_level(
    as_: As, visitor: Any, nia: Member, ben: Member, mia: Member, private_space: Space, space: Space
) -> None:
    open_thread, inner = a_thread(space, title="A thread for all"), a_thread(private_space, by=ben, title="Among a few")
    for _ in range(2):
        a_post(open_thread, by=ben)
    for _ in range(4):
        a_post(inner, by=ben)
    weigh(ben.pk)
    assert step_of(ben) == Step.ACTIVE, "what was written among a few does not count"
    path = reverse("level_proof", args=["ben", 2, 1])
    assert as_(visitor).get(path).status_code == 302
    for who in (nia, ben):
        said = as_(who).get(path).content.decode()
        assert "A thread for all" in said and "Among a few" not in said
        assert ("2 by Ben count" in said) or ("2 of yours count" in said)
    ahead = reverse("level_proof", args=["ben", 3, 1])
    assert as_(nia).get(ahead).status_code == 404, "how far somebody is on the way is their own matter"
    assert as_(ben).get(ahead).status_code == 200
    assert as_(mia).get(ahead).status_code == 404, "managers too, unless it was proposed"
    Nomination.objects.create(member=ben, step=Step.HELPER, made_by=nia, reason=REASON)
    assert as_(nia).get(ahead).status_code == 404 and as_(mia).get(ahead).status_code == 200
    for wrong in (["ben", 2, 2], ["ben", 2, 0], ["ben", 1, 1], ["ben", 9, 1], ["nobody", 2, 1]):
        assert as_(ben).get(reverse("level_proof", args=wrong)).status_code == 404
    mine = as_(ben).get(reverse("levels")).content.decode()
    assert "Your path to Helper" in mine and "2 of 3 so far" in mine and ahead in mine
    assert "Your path" not in as_(visitor).get(reverse("levels")).content.decode()
    own = as_(ben).get(reverse("my_path")).content.decode()
    assert "2 of 3 so far" in own and "Among a few" not in own
    assert reverse("my_path") in as_(ben).get(ben.get_absolute_url()).content.decode()
    assert reverse("my_path") not in as_(nia).get(ben.get_absolute_url()).content.decode()


def test_levels_rest_only_on_what_all_members_can_check(private_space: Space, space: Space, olli: Member) -> None:
    rules: tuple[dict[str, Any], ...] = (
        wrote(2, private_space.pk), wrote(2, 0), {"not": wrote(2)}, {"any": [wrote(2), wrote(3)]}, {"all": []},
        {"is": "place", "with": {"place": "Leeds"}}, {"all": [wrote(n) for n in range(1, 9)]},
    )  # fmt: skip
    for rule in rules:
        with pytest.raises(WrongRule):
            ask_for(Step.HELPER, rule, "", by=olli)
    assert ask_for(Step.HELPER, wrote(2, space.pk), "", by=olli) is not None
    assert asked_for()[Step.HELPER].criteria
    Space.objects.filter(pk=space.pk).update(visibility="private", group=private_space.group)
    asked = asked_for()[Step.HELPER]
    assert not asked.criteria and "Workshop" in asked.problem, "a space that was closed is not named to everybody"
    LevelStanding.objects.create(member=olli, step=Step.HELPER)
    LevelRule.objects.filter(step=Step.ACTIVE).update(rule={"all": [{"is": "joined_before", "with": {"days": 1}}]})
    Member.objects.filter(pk=olli.pk).update(joined_at=timezone.now() - timedelta(days=9))
    assert weigh(olli.pk) is None, "nobody loses a level by it"


def test_a_level_is_reached_at_once_and_told_and_kept_by_nobody_twice(
    ben: Member, space: Space, delivered: Callable[[], int]
) -> None:
    thread = a_thread(space)
    a_post(thread, by=ben)
    delivered()
    assert step_of(ben) == Step.NEWCOMER
    a_post(thread, by=ben)
    delivered()
    assert step_of(ben) == Step.ACTIVE
    assert weigh(ben.pk) is None and weigh_all() == 0
    assert list(LevelMove.objects.values_list("move", "step")) == [("reached", Step.ACTIVE)]
    assert list(Notification.objects.filter(member=ben).values_list("kind", flat=True)) == ["level_reached"]


def test_what_was_long_before_levels_were_looked_at_is_told_to_nobody(
    ben: Member, nia: Member, mo: Member, mia: Member, space: Space, delivered: Callable[[], int]
) -> None:
    thread = a_thread(space, by=mia)
    delivered()
    LevelGrant.objects.create(member=mia, step=Step.MENTOR)
    weigh(mia.pk)
    for member in (ben, nia):
        for _ in range(2):
            a_post(thread, by=member)
    for member, days in ((ben, 40), (nia, 4)):
        Member.objects.filter(pk=member.pk).update(joined_at=timezone.now() - timedelta(days=days))
    assert weigh_all() == 1 and step_of(ben) == step_of(nia) == Step.ACTIVE
    assert list(LevelMove.objects.exclude(member=mia).values_list("member", "move")) == [(nia.pk, "reached")]
    Member.objects.filter(pk=mo.pk).update(joined_at=timezone.now() - timedelta(days=40))
    for _ in range(2):
        a_post(thread, by=mo)
    assert weigh_all() == 1, "from then on everybody is told"


def test_a_level_ends_after_fourteen_days_of_notice_unless_it_is_met_again(
    as_: As, ben: Member, space: Space, delivered: Callable[[], int]
) -> None:
    thread, now = a_thread(space), timezone.now()
    posts = [a_post(thread, by=ben) for _ in range(3)]
    assert weigh(ben.pk) == Move.REACHED and step_of(ben) == Step.HELPER, "steps between are passed"
    Post.objects.filter(pk=posts[0].pk).update(hidden_at=now)
    assert weigh_all() == 1
    standing = LevelStanding.objects.get(member=ben)
    assert standing.step == Step.HELPER and standing.falls_at is not None
    assert weigh(ben.pk) is None, "told once"
    assert weigh(ben.pk, now + NOTICE - timedelta(hours=1)) is None
    delivered()
    assert set(Notification.objects.filter(member=ben).values_list("kind", flat=True)) >= {"level_at_risk"}
    said = as_(ben).get(reverse("levels")).content.decode()
    assert "you will no longer be Helper" in said
    assert "instead of Helper" in as_(ben).get(reverse("inbox")).content.decode()
    Post.objects.filter(pk=posts[0].pk).update(hidden_at=None)
    assert weigh(ben.pk) == Move.KEPT and LevelStanding.objects.get(member=ben).falls_at is None
    delivered()
    assert "You stay Helper." in as_(ben).get(reverse("inbox")).content.decode()
    Post.objects.filter(pk=posts[0].pk).update(hidden_at=now)
    weigh(ben.pk)
    assert weigh(ben.pk, timezone.now() + NOTICE) == Move.LOST and step_of(ben) == Step.ACTIVE


def test_what_is_given_holds_a_year_and_is_renewed_or_ends_with_notice(
    as_: As, nia: Member, ben: Member, mia: Member, delivered: Callable[[], int]
) -> None:
    client = as_(ben)
    form = reverse("level_nominate", args=[4])
    assert client.post(form, {"handle": "nobody", "reason": "short"}).status_code == 422
    assert client.post(form, {"handle": "@nia", "reason": REASON}).status_code == 302
    again = client.post(form, {"handle": "nia", "reason": REASON})
    assert again.status_code == 422 and REASON in again.content.decode()
    made = Nomination.objects.get()
    team = as_(mia)
    assert REASON in team.get(reverse("nomination", args=[made.pk])).content.decode()
    assert team.post(reverse("nomination_accept", args=[made.pk])).status_code == 302
    late = team.post(reverse("nomination_decline", args=[made.pk]), follow=True)
    assert "decided or taken back before" in late.content.decode()
    made.refresh_from_db()
    assert made.accepted and step_of(nia) == Step.MENTOR, "decided once"
    delivered()
    assert Notification.objects.filter(member=ben, kind="nomination_decided").exists()
    assert "Mentor since" in client.get(nia.get_absolute_url()).content.decode()
    assert "nia" in as_(ben).get(reverse("levels")).content.decode()
    grant = LevelGrant.objects.get()
    early = team.post(reverse("level_renew", args=[grant.pk]), follow=True)
    assert "It can be renewed from" in early.content.decode()
    near = grant.ends_at - NOTICE
    assert weigh(nia.pk, near - timedelta(hours=1)) is None
    assert weigh(nia.pk, near) == Move.AT_RISK
    assert LevelStanding.objects.get(member=nia).falls_at == grant.ends_at
    LevelGrant.objects.update(ends_at=timezone.now() + timedelta(days=20))
    assert team.post(reverse("level_renew", args=[grant.pk])).status_code == 302
    assert LevelStanding.objects.get(member=nia).falls_at is None
    assert team.post(reverse("level_end", args=[grant.pk])).status_code == 302
    assert LevelStanding.objects.get(member=nia).falls_at is not None
    assert weigh(nia.pk, timezone.now() + NOTICE) == Move.LOST and step_of(nia) == Step.NEWCOMER


def test_whose_year_is_over_can_be_proposed_again(nia: Member, ben: Member, mia: Member) -> None:
    propose(nia, Step.MENTOR, REASON, by=ben).accept(by=mia)
    LevelGrant.objects.update(ends_at=timezone.now() - timedelta(days=1))
    weigh(nia.pk)
    assert weigh(nia.pk, timezone.now() + NOTICE) == Move.LOST
    assert propose(nia, Step.MENTOR, REASON, by=ben).accept(by=mia)
    assert step_of(nia) == Step.MENTOR and LevelGrant.objects.get(ended_at=None).ends_at > timezone.now() + NOTICE


def test_what_is_asked_changes_with_a_months_notice_once_somebody_has_the_level(
    as_: As, olli: Member, ben: Member, space: Space
) -> None:
    client, form = as_(olli), reverse("level_change", args=[3])
    typed = {"row": "0.0", "0.0-is": "replied", "0.0-space": "-1", "0.0-times": "4", "0.0-since": "0", "unlocks": "Tea"}
    assert client.get(reverse("level_edit", args=[3])).status_code == 200
    assert client.post(form, {"unlocks": "Tea"}).status_code == 422
    wrong = client.post(form, typed | {"0.0-space": "0"})
    assert (
        wrong.status_code == 422 and "cannot be checked" in wrong.content.decode() and "Tea" in wrong.content.decode()
    )
    assert client.post(reverse("level_build", args=[3]), {"0-add": "replied", "do": "add:0"}).status_code == 200
    assert client.post(form, typed).status_code == 302
    assert asked_for()[Step.HELPER].rule == {"all": [wrote(4)]}, "nobody is surprised where nobody has it"
    LevelStanding.objects.create(member=ben, step=Step.HELPER)
    assert client.post(form, typed | {"0.0-times": "5"}).status_code == 302
    asked = asked_for()[Step.HELPER]
    assert asked.rule == {"all": [wrote(4)]} and asked.coming is not None
    assert "this is asked instead" in client.get(reverse("levels")).content.decode()
    assert asked_for(timezone.now() + timedelta(days=31))[Step.HELPER].rule == {"all": [wrote(5)]}
    client.post(reverse("level_withdraw", args=[3]))
    assert asked_for()[Step.HELPER].coming is None


def test_what_is_shipped_can_be_asked_and_rules_can_ask_for_a_level(ben: Member) -> None:
    LevelRule.objects.all().delete()
    for step, asked in asked_for().items():
        assert asked.rule == SHIPPED[step] and asked.criteria and not asked.problem
    rule = {"is": "level", "with": {"level": 3}}
    assert not matching(rule).exists() and matching({"is": "level", "with": {"level": 1}}).exists()
    LevelStanding.objects.create(member=ben, step=Step.MENTOR)
    LevelStanding.objects.create(member=a_member(), step=Step.ACTIVE)
    assert list(matching(rule)) == [ben]


def test_ones_own_path_asks_six_questions_whatever_is_asked_for_a_level(
    as_: As, nia: Member, space: Space, django_assert_max_num_queries: Any
) -> None:
    client, path = as_(nia), reverse("my_path")
    client.get(path)  # whoever comes is noted as seen, once
    for number in (1, 6):
        rule = {"all": [wrote(times) for times in range(1, number + 1)]}
        LevelRule.objects.filter(step=Step.ACTIVE).update(rule=rule)
        with django_assert_max_num_queries(6):
            page = client.get(path).content.decode()
        assert page.count("so far") == number
    # Spaces by name cost two more: their names, and whether all members read them.
    rule = {"all": [wrote(times, space.pk) for times in range(1, 7)]}
    LevelRule.objects.filter(step=Step.ACTIVE).update(rule=rule)
    with django_assert_max_num_queries(8):
        assert client.get(path).content.decode().count("Workshop") >= 6
