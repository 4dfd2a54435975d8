"""What leaves the house: letters and signed calls that say the escalation and nothing else, and the page behind it."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.escalation.matrix import Rung
from moderation.escalation.models import Escalation, EscalationCall
from moderation.escalation.sending import deliver
from tests.factories import a_member
from tests.moderation.escalation.matrices import a_rung, an_escalation, late
from tests.peers import told as listening

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
SECRET = "a secret of twenty-four characters"
LAWYER = "lawyer@example.net"


@pytest.fixture
def service(settings: Any) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """One on 127.0.0.2 that the server may call: its address, and what came in."""
    came: list[tuple[dict[str, str], bytes]] = []

    def hear(path: str, headers: dict[str, str], body: bytes) -> int:
        came.append((headers, body))
        return 204

    with listening(hear, settings) as port:
        yield f"http://127.0.0.2:{port}/in", came


def test_a_wrong_address_or_one_of_somebody_who_may_not_know_any_more_is_not_found(
    mo: Member, mia: Member, as_: Any, visitor: Any
) -> None:
    mira = a_member("Mira", role="moderator")
    a_rung(mia, member=mira)
    call = an_escalation(mo).calls.get()
    client = as_(visitor)
    assert client.get(reverse("escalation_told", args=["1:forged"])).status_code == 404
    assert client.get(reverse("escalation_told", args=[call.token])).status_code == 200
    Member.objects.filter(pk=mira.pk).update(role="member")
    for name, ask in (("escalation_told", client.get), ("escalation_acknowledge", client.post)):
        assert ask(reverse(name, args=[call.token])).status_code == 404
    assert Escalation.objects.get().acknowledged_at is None


def test_somebody_outside_reads_the_escalation_and_nothing_of_the_case(
    mo: Member, mia: Member, as_: Any, visitor: Any
) -> None:
    about = a_member("Aurora Person")
    a_rung(mia, email=LAWYER)
    escalation = an_escalation(mo, about=about, why="A court asks for a name.")
    deliver()
    (letter,) = mail.outbox
    call = escalation.calls.get()
    assert letter.to == [LAWYER] and "A court asks for a name." in letter.body and call.token in letter.body
    client = as_(visitor)
    page = client.get(reverse("escalation_told", args=[call.token]))
    assert "A court asks for a name." in page.text and page["Referrer-Policy"] == "no-referrer"
    for text in (letter.body, page.text):
        assert "Aurora" not in text and "Words" not in text and f"/moderate/{escalation.case_id}/" not in text
    assert client.get(reverse("escalation_acknowledge", args=[call.token])).status_code == 405
    client.post(reverse("escalation_acknowledge", args=[call.token]))
    escalation.refresh_from_db()
    assert escalation.acknowledged_at and escalation.acknowledged_by is None and late(escalation) == 0
    assert "You have acknowledged it." in client.get(reverse("escalation_told", args=[call.token])).text
    assert f"{LAWYER} looks after it." in as_(mo).get(reverse("case_escalation", args=[escalation.case_id])).text


def test_each_letter_is_sent_once(mo: Member, mia: Member) -> None:
    a_rung(mia, email=LAWYER)
    an_escalation(mo)
    assert deliver() == 1 and deliver() == 0 and len(mail.outbox) == 1


def test_another_service_is_called_with_a_signature(mo: Member, mia: Member, service: Any) -> None:
    url, came = service
    a_rung(mia, url=url, secret=SECRET)
    escalation = an_escalation(mo, why="It is down.")
    assert deliver() == 1
    ((headers, body),) = came
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    wanted = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"
    said = json.loads(body)
    assert set(said) == {"id", "type", "at", "matter", "severity", "why", "due_at", "url"}
    assert said["why"] == "It is down." and escalation.calls.get().token in said["url"]


def test_a_place_that_is_not_public_is_told_nothing(mo: Member, mia: Member) -> None:
    a_rung(mia, url="http://127.0.0.1:1/in", secret=SECRET)
    an_escalation(mo)
    assert deliver() == 0 and EscalationCall.objects.get().dropped_why == "refused"


def test_only_managers_change_the_matrix(mo: Member, mia: Member, as_: Any) -> None:
    given = {"matter": "legal", "severity": "2", "step": "1", "minutes": "30", "how": "email", "email": LAWYER}
    assert as_(mo).post(reverse("rung_add"), given).status_code == 403
    page = as_(mo).get(reverse("escalation")).text
    assert "Nobody is named yet" in page and reverse("rung_add") not in page
    assert as_(mia).post(reverse("rung_add"), given).status_code == 302
    rung = Rung.objects.get()
    assert as_(mo).post(reverse("rung_remove", args=[rung.pk])).status_code == 403
    assert LAWYER in as_(mo).get(reverse("escalation")).text
    as_(mia).post(reverse("rung_remove", args=[rung.pk]))
    rung.refresh_from_db()
    assert rung.removed_at and rung.removed_at <= timezone.now()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"how": "member"}, "Say who is told."),
        ({"how": "email", "email": "ben@example.org"}, "Somebody here has this address."),
        ({"how": "url", "url": "http://example.net/", "secret": SECRET}, "begins with https://"),
        ({"how": "url", "url": "https://127.0.0.1/", "secret": SECRET}, "not one of a public host"),
        ({"how": "url", "url": "https://example.net/in"}, "A signed call needs a secret."),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_was_typed(
    mia: Member, as_: Any, wrong: dict[str, str], words: str
) -> None:
    Member.objects.filter(pk=a_member("Ben").pk).update(email="ben@example.org")
    given = {"matter": "press", "severity": "3", "step": "2", "minutes": "77"} | wrong
    answer = as_(mia).post(reverse("rung_add"), given)
    assert answer.status_code == 422 and words in answer.text and 'value="77"' in answer.text
    assert SECRET not in answer.text and not Rung.objects.exists()
