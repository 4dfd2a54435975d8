"""The step that tells another service of a member: one signed row for each, sent through the one exit."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.lib.outgoing import post
from config.lib.public_hosts import Refused, Unreachable
from config.lib.sealing import BrokenSeal
from members.activity import outbox
from members.activity.bell import Bell
from members.journeys.kinds import Goes, Here, Kind, Outcome, register
from members.journeys.mailing import may_not
from members.journeys.receivers import JourneyCall, Receiver
from members.segments.fields import one_of

if TYPE_CHECKING:
    from django import forms

    from members.journeys.kinds import Values
    from members.profiles.models import MemberQuerySet
    from members.segments.predicates import Said

TASK = "members.journeys.call"
GONE, LATER = 410, frozenset({408, 425, 429})
bell = Bell(TASK)
outbox.register(outbox.Outbox("calls", _("Calls of journeys"), JourneyCall.objects.all))


def _receivers() -> list[tuple[int, str]]:
    return list(Receiver.objects.in_use().order_by("name").values_list("pk", "name"))


class Call(Kind):
    """Tells another service that somebody came to this step."""

    key, icon = "call", "send"
    label: ClassVar[Said] = _("Tell another service")
    sentence: ClassVar[Said] = _("Tell {receiver} that they are here")
    fields: ClassVar[Mapping[str, forms.Field]] = {"receiver": one_of(_("Receiver"), _receivers, number=True)}
    hint: ClassVar[Said] = _(
        "It is told the member's number, name, handle and the address of their profile, and nothing else. The owner"
        " says which services there are."
    )

    def act(self, here: Here) -> Outcome:
        """One row with a unique key, in the transaction that moves the member on; one that ended is passed by."""
        receiver = Receiver.objects.in_use().filter(pk=here.values["receiver"]).first()
        if receiver is None:
            return Goes()
        JourneyCall.objects.get_or_create(
            key=here.key,
            defaults={"run": here.run, "receiver": receiver, "step": here.step_id, "created_at": here.now},
        )
        transaction.on_commit(bell.ring)
        return Goes(facts={"receiver": receiver.pk})

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """How many calls that makes, and to which host."""
        receiver = Receiver.objects.in_use().filter(pk=values["receiver"]).first()
        host = urlsplit(receiver.url).hostname if receiver else ""
        return ngettext("%(n)d call to %(host)s", "%(n)d calls to %(host)s", count) % {"n": count, "host": host}


register(Call())


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were taken."""
    return outbox.deliver(JourneyCall.objects, _send, most)


def _send(call: JourneyCall) -> bool:
    receiver, member = call.receiver, call.run.member
    if receiver.ended_at is not None or may_not(member, call.run.journey):
        call.drop("stopped")
        return False
    return hand_over(call, told(call), to=receiver)


class Addressed(Protocol):
    """Another service: where it is called, and what calls are signed with. Reading the secret raises BrokenSeal."""

    url: str

    @property
    def secret(self) -> str: ...


def hand_over(call: outbox.Sendable, words: dict[str, Any], *, to: Addressed) -> bool:
    """Post a row of an outbox to another service, signed; whether it was taken. Raises Unreachable to try again."""
    body = json.dumps(words, ensure_ascii=False).encode()
    try:
        status = post(to.url, body, headers_for(call.key, body, to.secret))
    except (Refused, BrokenSeal):
        call.drop("refused")
        return False
    if status >= 500 or status in LATER:
        raise Unreachable(f"The receiver answered {status}.")
    if status >= 300:
        call.drop("gone" if status == GONE else "refused")
        return False
    call.mark_sent()
    return True


def told(call: JourneyCall) -> dict[str, Any]:
    """What a receiver reads; the same each time it is tried."""
    run, member = call.run, call.run.member
    return {
        "id": call.key,
        "type": "journey.step",
        "at": call.created_at.isoformat(timespec="seconds"),
        "journey": {"id": run.journey_id, "name": run.journey.name, "step": call.step},
        "member": {
            "id": member.pk, "name": member.name, "handle": member.handle,
            "url": settings.PUBLIC_URL + member.get_absolute_url(),
        },
    }  # fmt: skip


def headers_for(key: str, body: bytes, secret: str) -> dict[str, str]:
    """Who sent it and when, as the Standard Webhooks have it: HMAC-SHA256 over id, seconds and body."""
    seconds = str(int(timezone.now().timestamp()))
    signed = b".".join([key.encode(), seconds.encode(), body])
    signature = base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"Talkoot/1.0 (+{settings.PUBLIC_URL})",
        "webhook-id": key,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{signature}",
    }
