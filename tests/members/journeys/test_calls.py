"""Other services are told of a member: by the owner's leave, signed, once, and never at a place that is not public."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.journeys.calling import deliver
from members.journeys.mailing import stop
from members.journeys.receivers import JourneyCall, Receiver
from members.journeys.running import move_on
from members.profiles.models import Member
from tests.members.journeys.plans import NOON, a_journey, put_in, step
from tests.peers import CASES, told

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
SECRET = "a secret of twenty-four characters"


class Service:
    """A service outside: what came in, and what it answers."""

    def __init__(self) -> None:
        self.port = 0
        self.answers: list[int] = []
        self.came: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.2:{self.port}/in"

    def hear(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """Keep what came; answer what was planned."""
        self.came.append((headers, body))
        return self.answers.pop(0) if self.answers else 204


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    """One on 127.0.0.2 that the server may ask."""
    found = Service()
    with told(found.hear, settings) as found.port:
        yield found


def _call(member: Member, url: str, by: Member) -> JourneyCall:
    receiver = Receiver.add("Paper", url, SECRET, by=by)
    put_in(a_journey(step("c", "call", receiver=receiver.pk)), member)
    move_on(now=NOON)
    found: JourneyCall = JourneyCall.objects.get()
    return found


def _again(call: JourneyCall) -> JourneyCall:
    JourneyCall.objects.filter(pk=call.pk).update(retry_at=timezone.now())
    call.refresh_from_db()
    return call


def test_a_secret_is_written_and_never_shown_again(olli: Member, as_: Any) -> None:
    client, given = as_(olli), {"name": "Paper", "url": "https://paper.example.net/in", "secret": SECRET}
    assert client.post(reverse("journey_receivers"), given).status_code == 302
    one = Receiver.objects.get()
    assert SECRET not in one.sealed and one.secret == SECRET
    pages = [client.get(reverse("journey_receivers")).text, client.get(reverse("journey_receiver", args=[one.pk])).text]
    assert all(SECRET not in page and SECRET[-4:] in page for page in pages)
    client.post(reverse("journey_receiver", args=[one.pk]), given | {"secret": "", "name": "Post"})
    one.refresh_from_db()
    assert (one.name, one.secret) == ("Post", SECRET)
    again = client.post(reverse("journey_receivers"), given | {"name": "post"})
    assert again.status_code == 422 and "already" in again.text and given["url"] in again.text
    client.post(reverse("journey_receiver_end", args=[one.pk]))
    one.refresh_from_db()
    assert one.ended_at is not None and one.sealed == ""


@pytest.mark.skipif(not CASES.exists(), reason="the cases from outside are not on this machine")
def test_no_address_of_the_list_can_be_told_anything(olli: Member) -> None:
    from members.journeys.forms import ReceiverForm

    items = json.loads((CASES / "ssrf" / "ssrf_urls.json").read_text())["items"]
    literal = [
        one["url"] for one in items
        if one["expect"] == "blocked" and one["class"] in ("loopback", "private", "metadata", "link-local", "scheme")
    ]  # fmt: skip
    named = ("nip.io", "sslip.io", "lvh.me", "burpcollaborator", "r3dir", "localtest", "1u.ms", "rbndr")
    for url in [one for one in literal if not any(name in one for name in named)]:
        for tried in (url, url.replace("http://", "https://", 1)):
            form = ReceiverForm({"name": "x", "url": tried, "secret": SECRET})
            assert not form.is_valid() and "url" in form.errors, tried


def test_a_service_inside_is_not_told_even_if_its_address_got_in(ben: Member, olli: Member) -> None:
    call = _call(ben, "https://127.0.0.1/in", olli)
    assert deliver() == 0
    call.refresh_from_db()
    assert call.dropped_why == "refused"


def test_a_call_is_signed_and_comes_once(ben: Member, olli: Member, service: Service) -> None:
    call = _call(ben, service.url, olli)
    assert (deliver(), deliver()) == (1, 0)
    ((headers, body),) = service.came
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}" and headers["webhook-id"] == call.key
    said = json.loads(body)
    assert said["member"] | {"url": ""} == {"id": ben.pk, "name": "Ben", "handle": "ben", "url": ""}
    assert ben.email not in body.decode() and said["journey"]["step"] == "c"


def test_a_service_that_is_away_is_told_later_under_the_same_name(ben: Member, olli: Member, service: Service) -> None:
    service.answers = [503, 429, 204]
    call = _call(ben, service.url, olli)
    assert [deliver() for _try in range(4) if _again(call)] == [0, 0, 1, 0]
    assert len({body for _headers, body in service.came}) == 1 and len(service.came) == 3


@pytest.mark.parametrize(("answer", "why"), [(404, "refused"), (302, "refused"), (410, "gone")])
def test_a_service_that_refuses_is_not_told_again(
    answer: int, why: str, ben: Member, olli: Member, service: Service
) -> None:
    service.answers = [answer]
    call = _call(ben, service.url, olli)
    assert (deliver(), len(service.came)) == (0, 1)
    assert _again(call).dropped_why == why and deliver() == 0 and len(service.came) == 1


@pytest.mark.parametrize("how", ["ended", "closed", "stopped"])
def test_nothing_is_told_of_who_left_or_wants_no_more_or_to_a_receiver_that_ended(
    how: str, ben: Member, olli: Member, service: Service
) -> None:
    call = _call(ben, service.url, olli)
    if how == "ended":
        call.receiver.end(by=olli)
    elif how == "closed":
        Member.objects.get_queryset().filter(pk=ben.pk).update(is_active=False)
    else:
        stop(ben, call.run.journey)
    assert deliver() == 0 and not service.came and _again(call).dropped_why == "stopped"
