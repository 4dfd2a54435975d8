"""Acts on invitations, founding groups, applications and links, which the table does not know."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from members.installation.models import Installation
from members.invitations.batches import InvitationBatch, invite_batch
from members.invitations.models import Application, Invitation, invite
from members.invitations.referrals import ReferralLink
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.authz.group_acts import INSIDE
from tests.authz.segment_acts import MANAGERS
from tests.visibility.village import Village


def _rows() -> list[Any]:
    models = (Invitation, InvitationBatch, Application, ReferralLink)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def _batch(village: Village) -> InvitationBatch:
    """A founding group to whose people nobody wrote today."""
    made = invite_batch(
        ["a@example.org"], by=village.member("admin"), name="Founders", note="", landing="", question="", days=7,
        group=None,
    )  # fmt: skip
    Invitation.objects.filter(batch=made).update(sent_at=timezone.now() - timedelta(days=1))
    return made


@act("invitations", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("invitations"), {"email": "b@example.org"}, _rows)


@act("invitation_withdraw", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("invitation_withdraw", args=[invite(by=village.member("admin")).pk]), {}, _rows)


@act("invitation_send_again", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    found = _batch(village).invitations.get()
    return Attempt(reverse("invitation_send_again", args=[found.pk]), {}, _rows)


@act("invitation_batch_invite", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"name": "More founders", "addresses": "b@example.org", "days": "7", "badge": ""}
    return Attempt(reverse("invitation_batch_invite"), sent, _rows)


@act("invitation_batch_add", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("invitation_batch_add", args=[_batch(village).pk])
    return Attempt(path, {"addresses": "c@example.org"}, _rows)


@act("invitation_batch_remind", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("invitation_batch_remind", args=[_batch(village).pk]), {}, _rows)


def _on_an_application(name: str) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        made = Application.objects.create(name="Ana", email="ana@example.org", answer="I row.")
        return Attempt(reverse(name, args=[made.pk]), {}, _rows)


_on_an_application("application_accept")
_on_an_application("application_decline")


@act("apply", only=frozenset({"anonymous"}))
def _(village: Village, role: str) -> Attempt:
    Installation.current().admit("application", by=village.member("admin"))
    cache.clear()
    return Attempt(reverse("apply"), {"name": "Ana", "email": "ana@example.org", "answer": "I row."}, _rows)


@act("settings_invite_new", only=INSIDE)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("settings_invite_new"), {}, _rows)


@act("settings_invite_end", only=INSIDE | {"silenced"})
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    if isinstance(person, Member):
        ReferralLink.renew(by=person)
    return Attempt(reverse("settings_invite_end"), {}, _rows)
