"""Deciding appeals: never who decided first, and what follows from both ways."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.deciding import overturn, uphold
from moderation.appeals.models import Appeal, AppealMessage
from moderation.appeals.opening import DecidedBefore, answer, appeal, write
from moderation.ledger.models import Entry
from moderation.review.cases import Case, CaseLook
from moderation.review.deciding import agree
from moderation.review.deciding import reverse as take_back_decision
from moderation.review.decisions import Decision
from moderation.review.permissions import may_decide, may_reverse, may_review
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post, a_thread
from tests.moderation.decided import a_decision, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
Letters = Callable[[], list[EmailMultiAlternatives]]


def page(made: Appeal) -> str:
    """Where the team reads it."""
    return reverse("appeal_case", args=[made.pk])


def decide(client: Client, made: Appeal, how: str, **given: Any) -> Any:
    """Send a decision as the page offers it."""
    last = made.messages.last()
    sent = {"reasons": "The words were a quote.", "read": last.pk if last else 0} | given
    return client.post(reverse(f"appeal_{how}", args=[made.pk]), sent)


def case_of(made: Appeal) -> Case:
    """Its case."""
    case = made.case()
    assert case is not None
    return case


def test_members_and_who_it_is_about_do_not_find_its_case(
    as_: As, visitor: Any, nia: Member, ben: Member, eve: Member, mo: Member
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    for who, status in ((visitor, 302), (nia, 403), (ben, 403), (eve, 403)):
        assert as_(who).get(page(made)).status_code == status
        assert decide(as_(who), made, "reverse").status_code == status
    ben.give_role("moderator", by=mo)
    assert as_(Member.objects.get(pk=ben.pk)).get(page(made)).status_code == 404
    made.refresh_from_db()
    assert made.is_open


@pytest.mark.parametrize("how", ["uphold", "reverse"])
def test_who_decided_first_may_neither_decide_nor_claim_snooze_or_give_it(
    as_: As, ben: Member, mo: Member, mia: Member, how: str
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    case = case_of(made)
    assert may_review(mo, case) is not None and may_decide(mo, case) is not None
    assert may_decide(mia, case) is None
    shown = as_(mo).get(page(made))
    assert "a decision of yours" in shown.content.decode()
    case.refresh_from_db()
    assert case.claimed_by is None, "it is free for those who may"
    assert decide(as_(mo), made, how).status_code == 422
    assert as_(mo).post(reverse("appeal_answer", args=[made.pk]), {"words": "No."}).status_code == 422
    made.refresh_from_db()
    assert made.is_open and not made.messages.filter(is_team=True).exists()


def test_who_agreed_to_it_may_not_decide_either(ben: Member, mo: Member, mia: Member, olli: Member) -> None:
    decision = a_decision(ben, by=mo, content="remove")
    item = KINDS["post"].one(decision.case.subject_id)
    assert item is not None
    a_minute_ago(agree(decision, by=mia, version=item.version))
    made = appeal(Decision.objects.get(pk=decision.pk), "It was a joke.", by=ben)
    assert made.firsts == {mo.pk, mia.pk}
    for first in (mo, mia):
        with pytest.raises(NotNow):
            overturn(made, "Fine", by=first, read=10**9)
    overturn(made, "It was a quote.", by=olli, read=10**9)
    assert not Post.objects.get(pk=decision.case.subject_id).hidden_at


@pytest.mark.parametrize("column", ["first_moderator", "second_moderator"])
def test_the_database_itself_refuses_it(ben: Member, mo: Member, mia: Member, column: str) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    ended = {"decided_at": timezone.now(), "outcome": "upheld", "decided_by": mia}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(**ended, **{column: mia})


def test_a_moderator_does_not_decide_about_what_a_manager_decided(
    as_: As, ben: Member, mo: Member, mia: Member, olli: Member
) -> None:
    made = appeal(a_decision(ben, by=mia), "It was a joke.", by=ben)
    assert "of a higher one" in as_(mo).get(page(made)).content.decode()
    assert decide(as_(mo), made, "reverse").status_code == 422
    assert decide(as_(olli), made, "reverse").status_code == 302
    assert Appeal.objects.get().decided_by == olli


def test_where_nobody_higher_is_left_the_highest_of_the_others_decides(
    ben: Member, mo: Member, mia: Member, olli: Member
) -> None:
    made = appeal(a_decision(ben, by=olli), "It was a joke.", by=ben)
    assert may_decide(mo, case_of(made)) is not None
    assert may_decide(mia, case_of(made)) is None


def test_in_a_team_of_one_the_appeal_waits_and_says_so(as_: As, ben: Member, olli: Member) -> None:
    made = appeal(a_decision(ben, by=olli), "It was a joke.", by=ben)
    assert "until somebody who had no part" in as_(olli).get(page(made)).content.decode()
    assert decide(as_(olli), made, "uphold").status_code == 422
    mo = a_member("Mo", role="moderator")
    assert "until somebody who had no part" not in as_(olli).get(page(made)).content.decode()
    assert decide(as_(mo), made, "uphold").status_code == 302


def test_a_reversal_takes_everything_back_and_the_first_case_stays_closed(
    as_: As, ben: Member, mo: Member, mia: Member, delivered: Callable[[], int], letters: Letters
) -> None:
    post = a_post(by=ben)
    decision = a_decision(ben, by=mo, post=post, content="hide")
    assert Post.objects.get(pk=post.pk).hidden_at
    made = appeal(decision, "It was a quote.", by=ben)
    shown = as_(mia).get(page(made)).content.decode()
    assert "It was a quote." in shown and "Called somebody names." in shown
    assert decide(as_(mia), made, "reverse").status_code == 302
    post = Post.objects.get(pk=post.pk)
    assert not post.hidden_at and not post.edit_asked_at
    made.refresh_from_db()
    decision.refresh_from_db()
    assert (made.outcome, made.decided_by, decision.reversed_by) == ("reversed", mia, mia)
    assert not Case.objects.open().exists()
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-2:] == ["reversed", "appeal_reversed"] and "shown" in acts
    delivered()
    assert Notification.objects.filter(member=ben, kind="appeal_decided").count() == 1
    (letter,) = [one for one in letters() if "appeal" in str(one.subject)]
    assert letter.to == [ben.email] and "The words were a quote." in str(letter.body)
    assert "Mia" not in str(letter.body)
    own = as_(ben).get(made.get_absolute_url()).content.decode()
    assert "The words were a quote." in own and "Mia" not in own
    assert decide(as_(mia), made, "uphold").status_code == 409, "an appeal is decided once"


def test_what_an_appeal_upheld_is_reopened_by_an_owner_alone(
    as_: As, ben: Member, mo: Member, mia: Member, olli: Member
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    assert may_reverse(mia, made.decision) is None
    decide(as_(mia), made, "uphold")
    decision = Decision.objects.select_related("case", "about").get()
    assert decision.is_standing
    assert may_reverse(mo, decision) is not None and may_reverse(mia, decision) is not None
    assert may_reverse(olli, decision) is None


def test_what_the_member_wrote_meanwhile_is_read_before_it_is_decided(as_: As, ben: Member, mo: Member) -> None:
    made = appeal(a_decision(ben, by=a_member("Old", role="moderator")), "It was a joke.", by=ben)
    before = AppealMessage.objects.get().pk
    write(made, "Nia says so, too.", by=ben)
    response = decide(as_(mo), made, "uphold", read=before)
    assert response.status_code == 409
    assert "Nia says so, too." in response.content.decode() and "The words were a quote." in response.content.decode()
    assert f'value="{AppealMessage.objects.latest("pk").pk}"' in response.content.decode()


def test_who_opens_it_has_it_and_another_is_told(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    made = appeal(a_decision(ben, by=a_member("Old", role="moderator")), "It was a joke.", by=ben)
    as_(mia).get(page(made), headers={"Sec-Purpose": "prefetch"})
    assert case_of(made).claimed_by is None
    as_(mia).get(page(made))
    assert case_of(made).claimed_by == mia
    assert "Mia is looking at it" in as_(mo).get(page(made)).content.decode()
    response = decide(as_(mo), made, "uphold")
    assert response.status_code == 409 and "The words were a quote." in response.content.decode()
    assert decide(as_(mia), made, "uphold", reasons=" ").status_code == 422


def test_whoever_sees_an_appeal_about_something_private_leaves_a_look(
    as_: As, private_space: Any, ben: Member, mo: Member, mia: Member
) -> None:
    post = a_post(a_thread(private_space, by=ben), by=ben)
    made = appeal(a_decision(ben, by=a_member("Old", role="moderator"), post=post), "It was a joke.", by=ben)
    assert as_(mo).get(page(made), headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not CaseLook.objects.exists()
    assert "It was a joke." in decide(as_(mo), made, "uphold", reasons=" ").content.decode()
    for _ in range(2):
        as_(mia).get(page(made))
    assert list(CaseLook.objects.order_by("pk").values_list("by", flat=True)) == [mo.pk, mia.pk]


def test_an_answer_reaches_the_member_without_a_name_also_when_suspended(
    as_: As, eve: Member, mo: Member, mia: Member, delivered: Callable[[], int], letters: Letters
) -> None:
    made = appeal(a_decision(eve, by=mo), "It was a joke.", by=eve)
    path = reverse("appeal_answer", args=[made.pk])
    for _ in range(2):
        assert as_(mia).post(path, {"words": "Between whom?", "submission": "a"}).status_code == 302
    Member.objects.filter(pk=eve.pk).update(suspended_until=timezone.now() + timedelta(days=30))
    delivered()
    (letter,) = [one for one in letters() if "answer" in str(one.subject)]
    assert "Between whom?" in str(letter.body) and "Mia" not in str(letter.body)
    assert "/appeals/with/" in str(letter.body)
    own = str(letter.body)[str(letter.body).index("/appeals/with/") :].split()[0]
    shown = as_(AnonymousUser()).get(own).content.decode()
    assert "The moderators" in shown and "Mia" not in shown and shown.count("Between whom?") == 1


def test_after_the_decision_nothing_more_is_said(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    uphold(made, "It was not.", by=mia, read=10**9)
    with pytest.raises(DecidedBefore):
        answer(made, case_of(made), "And", by=mia)
    response = as_(ben).post(reverse("appeal_write", args=[made.pk]), {"words": "But I say"})
    assert response.status_code == 409 and "But I say" in response.content.decode()


def test_a_decision_the_team_takes_back_itself_settles_the_appeal(
    ben: Member, mo: Member, delivered: Callable[[], int], letters: Letters
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    take_back_decision(made.decision, by=mo, why="He is right.")
    delivered()
    made.refresh_from_db()
    assert (made.outcome, made.decided_by) == ("settled", None)
    assert case_of(made).closed_at
    assert any("decided" in str(one.subject) for one in letters())
