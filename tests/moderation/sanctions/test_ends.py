"""What ends by time is over at its time, and written down and told once; leaving does not end a suspension."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from members.notifications.models import Notification
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from moderation.ledger.models import Entry
from moderation.review.deciding import agree
from moderation.sanctions.barring import bar, is_barred
from moderation.sanctions.models import BarredAddress, Strike
from moderation.sanctions.notices import OwnStanding, SanctionEnded, what_goes_on
from moderation.sanctions.tasks import tell_ends
from tests.factories import a_member
from tests.moderation.sanctions.conftest import Decide

pytestmark = pytest.mark.django_db


def kinds(member: Member) -> list[str]:
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def test_ends_are_told_once_and_not_before(
    decided: Decide, delivered: Callable[[], int], mo: Member, ben: Member
) -> None:
    decided(ben, "silence", by=mo, days=7)
    assert tell_ends() == 0
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert not Member.objects.get(pk=ben.pk).is_silenced, "Nothing has to run for that."
        assert (tell_ends(), tell_ends()) == (1, 0)
        delivered()
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert (tell_ends(), tell_ends()) == (1, 0)
        delivered()
    assert kinds(ben) == ["sanction_ended", "strike_expired"] and kinds(mo) == []
    rows = Entry.objects.filter(act__in=("strike_expired", "sanction_ended"))
    assert [(row.is_automatic, row.member_id) for row in rows] == [(True, ben.pk)] * 2


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (("suspend", 30), "you do not take part until"), (("silence", 30), "you read, and do not write until"),
        (("ban", None), "your account is closed for good"), (None, "You can take part again as before."),
    ],
)  # fmt: skip
def test_what_ended_is_told_with_what_goes_on(
    as_: Callable[..., Client], decided: Decide, delivered: Callable[[], int], mo: Member, mia: Member, ben: Member,
    other: tuple[str, int | None] | None, words: str,
) -> None:  # fmt: skip
    decided(ben, "silence", by=mo, days=7)
    if other is not None:
        made = decided(ben, other[0], by=mo, days=other[1])
        if made.is_proposal:
            agree(made, by=mia, version="1")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        tell_ends()
        delivered()
        told = Member.objects.get(pk=ben.pk)
        said = what_goes_on(told)
        assert words in said and ("as before" in said) == (other is None)
        rows = list(Notification.objects.filter(member=ben, kind="sanction_ended"))
        assert len(rows) == (0 if told.is_suspended else 1), "Who is suspended is told when that is over."
        assert [one.extract for one in OwnStanding().shown(told, rows).values()] == [said] * len(rows)
        assert SanctionEnded().sentence([], 1) == "A silence or suspension of yours is over"


def test_what_was_withdrawn_does_not_expire(decided: Decide, mo: Member, ben: Member) -> None:
    from moderation.review.deciding import undo

    undo(decided(ben, "silence", by=mo, days=7), by=mo)
    with time_machine.travel(timezone.now() + timedelta(days=100), tick=False):
        assert tell_ends() == 0


def test_leaving_does_not_end_a_suspension(client: Client, eve: Member, olli: Member) -> None:
    email = eve.email
    leave(eve, by=eve, fate=Fate.ERASE)
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    erase_due(30)
    assert not Member.objects.filter(pk=eve.pk).exists()
    assert is_barred(email.upper()) and not is_barred("other@example.org")
    assert email not in str(list(BarredAddress.objects.values()))
    sent = {"name": "Eve", "email": email, "guidelines": "on", "password1": "a-long-enough-word"}
    answer, other = client.post("/join/", sent), Client().post("/join/", sent | {"email": "new@example.org"})
    assert (answer.status_code, answer.headers.get("Location")) == (other.status_code, other.headers.get("Location"))
    assert not Member.objects.filter(email=email).exists() and Member.objects.filter(email="new@example.org").exists()


def test_the_address_is_told_why(client: Client, letters: Callable[[], list[object]], olli: Member) -> None:
    bar("eve@example.org", timezone.now() + timedelta(days=3))
    client.post("/join/", {"name": "Eve", "email": "eve@example.org", "guidelines": "on"})
    (letter,) = letters()
    assert "was suspended" in str(letter.body)  # type: ignore[attr-defined]


def test_the_address_is_free_again_and_forgotten_when_it_ends(db: None) -> None:
    bar("eve@example.org", timezone.now() + timedelta(days=3))
    bar("eve@example.org", timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert is_barred("eve@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        assert not is_barred("eve@example.org")
        tell_ends()
    assert not BarredAddress.objects.exists()


def test_whoever_leaves_without_a_suspension_leaves_no_hash(ben: Member, mo: Member, decided: Decide) -> None:
    decided(ben, "warn", by=mo)
    leave(ben, by=ben, fate=Fate.KEEP)
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    erase_due(30)
    assert not BarredAddress.objects.exists() and not Strike.objects.exists()


def test_a_key_that_was_changed_opens_no_door(settings: object) -> None:
    bar("eve@example.org", timezone.now() + timedelta(days=3))
    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-" * 8, [old]  # type: ignore[attr-defined]
    assert is_barred("eve@example.org")
    a_member("Somebody")
