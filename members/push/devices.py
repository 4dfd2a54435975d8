"""A member's devices: asked for by a press, listed, taken away by one, and gone when the browser signs out.

A browser's session carries the number of its device. Where no session of the member's carries it any more (signed out,
ended from the list of sessions, password changed, run out), nothing is told there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.translation import gettext as _

from config.lib.public_hosts import Refused, place
from config.lib.webpush import WrongKeys, check_keys
from members.activity.log import record
from members.push.models import ENDPOINT_MAX, PushDevice

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from members.profiles.models import Member

IN_SESSION = "push_device"
MOST = 10
"""Devices of one member; the one that was told longest ago goes when another comes."""


class WrongDevice(ValueError):
    """What came is not what a browser sends; the text is a sentence."""


@transaction.atomic
def add_device(
    member: Member, session: SessionBase, *, endpoint: str, p256dh: str, auth: str, user_agent: str
) -> PushDevice:
    """Tell this member, and nobody else, on this device while it is signed in there. Raises WrongDevice."""
    _check(endpoint, p256dh, auth)
    type(member)._default_manager.select_for_update(no_key=True).get(pk=member.pk)
    kept = {"member": member, "p256dh": p256dh, "auth": auth, "user_agent": user_agent[:200]}
    PushDevice.objects.filter(endpoint=endpoint).exclude(member=member).delete()
    device, new = PushDevice.objects.update_or_create(endpoint=endpoint, defaults=kept)
    if new:
        others = PushDevice.objects.filter(member=member).exclude(pk=device.pk)
        for old in others.order_by("-told_at", "-created_at")[MOST - 1 :]:
            old.delete()
        record("device.added", actor=member, subject=member)
    session[IN_SESSION] = device.pk
    session.save()  # with the device: a push on its way must find both
    return device


def devices_of(member: Member) -> list[PushDevice]:
    """The devices that a member is told on, oldest first; those signed out are forgotten. Four queries a session."""
    devices = list(PushDevice.objects.filter(member=member).order_by("created_at"))
    sessions = UserSession.objects.purge_and_list(member)
    signed_in = {int(SessionStore(session.session_key).get(IN_SESSION) or 0) for session in sessions}
    if gone := [device.pk for device in devices if device.pk not in signed_in]:
        PushDevice.objects.filter(pk__in=gone).delete()
    return [device for device in devices if device.pk in signed_in]


@transaction.atomic
def remove_device(member: Member, device_id: int) -> bool:
    """No more pushes to a device of this member; returns whether there was one."""
    gone = bool(PushDevice.objects.filter(member=member, pk=device_id).delete()[0])
    if gone:
        record("device.removed", actor=member, subject=member)
    return gone


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    """An endpoint is an address from outside: it must be one the server may ask, and encrypted on the way."""
    words = _("Your browser did not say how it can be reached. Try again.")
    try:
        asked = place(endpoint)
        check_keys(p256dh, auth)
    except (Refused, WrongKeys) as error:
        raise WrongDevice(words) from error
    if len(endpoint) > ENDPOINT_MAX or not (asked.url.startswith("https://") or settings.TALKOOT_LOCAL):
        raise WrongDevice(words)
