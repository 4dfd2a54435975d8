"""Thanks: who may not, what others may not read, how often, being told, and taking away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.following.silencing import silence
from community.spaces.models import Space
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.evidence import PROOFS
from members.recognition.thankable import About
from members.recognition.thanks import Thanks, may_thank, thank
from members.segments.rules import matching
from tests.factories import a_member, a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def test_who_may_not_thank_or_take_away(
    as_: As, visitor: Any, nia: Member, ben: Member, eve: Member, mo: Member, private_space: Space
) -> None:
    inner = a_thread(private_space, by=ben).posts.get(number=1)
    form = reverse("thank_give", args=["ben"])
    sent = {"reason": "For the tea"}
    assert as_(visitor).post(form, sent).status_code == 302
    assert as_(eve).post(form, sent).status_code in (302, 403, 422)
    mine = as_(ben).post(form, sent)
    assert mine.status_code == 422 and "Thanks go to others" in mine.content.decode()
    hidden = as_(nia).post(form, sent | {"about": f"post:{inner.pk}"})
    assert hidden.status_code == 422 and "For the tea" in hidden.content.decode()
    assert inner.thread.title not in hidden.content.decode()
    other = a_post(by=mo)
    with pytest.raises(NotNow):
        thank(ben, "For words of another", by=nia, for_what=About("post", other.pk))
    silence(nia, by=ben, blocked=True)
    with pytest.raises(NotNow):
        thank(ben, "For the tea", by=nia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thanks.objects.create(giver=ben, receiver=ben, reason="Me")
    assert not Thanks.objects.exists()
    said = thank(ben, "For the tea", by=a_member("Ana"))
    assert as_(mo).post(reverse("thanks_withdraw", args=[said.pk])).status_code == 404
    assert as_(visitor).post(reverse("thanks_withdraw", args=[said.pk])).status_code == 302
    assert Thanks.objects.standing().count() == 1


def test_thanks_for_what_is_said_among_a_few_are_among_a_few(
    as_: As, visitor: Any, nia: Member, ben: Member, circle: Any, private_space: Space
) -> None:
    ana = a_member("Ana")
    circle.add(ana, by=ben)
    post = a_thread(private_space, by=ben, title="Among a few").posts.get(number=1)
    thank(ben, "For the plan among us", by=ana, for_what=About("post", post.pk))
    rule = {"is": "thanked", "with": {"times": 1, "since": 0}}
    assert not matching(rule).exists(), "what not every member can read counts for nobody"
    rows = PROOFS["thanked"].rows
    assert rows is not None and not rows(ben, rule["with"], ben).exists()  # type: ignore[arg-type]
    pages = [reverse("thanks"), reverse("thanks") + "?to=ben", ben.get_absolute_url()]
    for who, reads in ((visitor, False), (nia, False), (ana, True)):
        client = as_(who)
        for page in pages:
            said = client.get(page).content.decode()
            assert ("For the plan among us" in said) == reads
            assert ("Thanked by" in said) == (reads and page == pages[2])


def test_thanks_are_said_from_a_post_told_once_shown_and_taken_away(
    as_: As, visitor: Any, nia: Member, ben: Member, thread: Any, delivered: Callable[[], int]
) -> None:
    post = thread.posts.get(number=1)
    client = as_(nia)
    ask = f"{reverse('thank', args=['ben'])}?about=post:{post.pk}"
    assert ask in client.get(reverse("post_more", args=[post.pk])).content.decode()
    assert "?about=post" not in as_(ben).get(reverse("post_more", args=[post.pk])).content.decode()
    assert "?about=post" not in as_(visitor).get(reverse("post_more", args=[post.pk])).content.decode()
    assert thread.title in client.get(ask).content.decode()
    form, sent = reverse("thank_give", args=["ben"]), {"about": f"post:{post.pk}", "reason": "For asking this"}
    assert client.post(form, sent | {"reason": ""}).status_code == 422
    assert client.post(form, sent).url == post.get_absolute_url()  # type: ignore[attr-defined]
    again = client.post(form, sent | {"reason": "Once more"})
    assert again.status_code == 422 and "already" in again.content.decode() and "Once more" in again.content.decode()
    assert "?about=post" not in client.get(reverse("post_more", args=[post.pk])).content.decode()
    delivered()
    assert Notification.objects.filter(member=ben, kind="thanks").count() == 1
    assert "For asking this" in as_(ben).get(reverse("inbox")).content.decode()
    assert "Thanked by 1 member" in as_(visitor).get(ben.get_absolute_url()).content.decode()
    said = as_(visitor).get(reverse("thanks")).content.decode()
    assert "For asking this" in said and "Take away" not in said and thread.title in said
    thanks = Thanks.objects.get()
    thank(ben, "For the tea", by=nia)
    delivered()
    client.post(reverse("thanks_withdraw", args=[thanks.pk]))
    delivered()
    assert "For asking this" not in as_(ben).get(reverse("inbox")).content.decode()
    assert list(Thanks.objects.standing().values_list("reason", flat=True)) == ["For the tea"]
    other = Thanks.objects.standing().get()
    assert as_(ben).post(reverse("thanks_withdraw", args=[other.pk])).status_code == 302, "whom it was said to"
    assert not Thanks.objects.standing().exists()


def test_three_times_a_week_is_enough_and_many_from_one_count_as_one(nia: Member, ben: Member) -> None:
    for reason in ("Tea", "Coffee", "Cake"):
        thank(ben, reason, by=nia)
    Thanks.objects.first().withdraw(by=nia)  # type: ignore[union-attr]
    refusal = may_thank(nia, ben)
    assert refusal is not None and "three times this week" in refusal.sentence
    two = {"is": "thanked", "with": {"times": 2, "since": 7}}
    assert not matching(two).exists()
    thank(ben, "Bread", by=a_member())
    assert list(matching(two)) == [ben]
