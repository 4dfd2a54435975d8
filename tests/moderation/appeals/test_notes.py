"""Notes of the team on an appeal: never read by the member, in no place and no copy of theirs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from moderation.appeals.deciding import uphold
from moderation.appeals.links import token_for
from moderation.appeals.models import Appeal
from moderation.appeals.opening import appeal
from moderation.review.cases import CaseNote
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
NOTE = "Spoke with her on the phone, qzq."


def noted(client: Client, made: Appeal, words: str = NOTE) -> Any:
    return client.post(reverse("appeal_note", args=[made.pk]), {"words": words})


def page(client: Client, made: Appeal) -> str:
    return str(client.get(reverse("appeal_case", args=[made.pk])).content.decode())


def test_the_member_never_reads_a_note(
    as_: As, ben: Member, mo: Member, mia: Member, letters: Callable[[], list[EmailMultiAlternatives]]
) -> None:
    decision = a_decision(ben, by=mo, person="suspend", days=7)
    made = appeal(decision, "It was a joke.", by=ben)
    assert noted(as_(ben), made).status_code in (403, 404) and not CaseNote.objects.exists()
    assert noted(as_(mia), made).status_code == 302
    last = made.messages.last()
    uphold(made, "It stands.", by=mia, read=last.pk if last else 0)
    client = as_(Member.objects.get(pk=ben.pk))
    theirs = [
        client.get(path).content.decode()
        for path in (made.get_absolute_url(), "/standing/", reverse("appeal_with", args=[token_for(decision)]))
    ]
    theirs += [str(letter.body) for letter in letters()]
    assert "It stands." in theirs[0] and not any("qzq" in one for one in theirs)
    assert all(one.mine == ("by",) for one in EXPORTERS.values() if one.model is CaseNote), "in no copy of theirs"


def test_the_team_reads_it_and_writes_more_also_when_it_is_decided(
    as_: As, ben: Member, mo: Member, mia: Member
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    assert noted(as_(mo), made).status_code == 302, "Who decided first knows what happened."
    last = made.messages.last()
    uphold(made, "It stands.", by=mia, read=last.pk if last else 0)
    assert NOTE in page(as_(mia), made)
    assert noted(as_(mia), made, "Afterwards: fine.").status_code == 302
    assert "Afterwards: fine." in page(as_(mo), made) and CaseNote.objects.count() == 2


@pytest.mark.parametrize(("words", "problem"), [("  ", "This field is required."), ("x" * 2001, "2000")])
def test_a_note_that_cannot_be_is_refused_and_kept(
    as_: As, ben: Member, mo: Member, mia: Member, words: str, problem: str
) -> None:
    made = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    answer = noted(as_(mia), made, words)
    assert answer.status_code == 422 and problem in answer.content.decode()
    assert words.strip() in answer.content.decode() and not CaseNote.objects.exists()


def test_who_is_silenced_or_may_not_see_the_case_notes_nothing(as_: As, ben: Member, mo: Member, mia: Member) -> None:
    made = appeal(a_decision(mo, by=mia), "It was a joke.", by=mo)
    assert noted(as_(mo), made).status_code == 404, "about oneself"
    other = appeal(a_decision(ben, by=mo), "It was a joke.", by=ben)
    Member.objects.get_queryset().filter(pk=mia.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert noted(as_(Member.objects.get(pk=mia.pk)), other).status_code == 403
    assert not CaseNote.objects.exists()
