"""Sending pushes: rights asked again, read things left out, few words where a space is private."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.lib.outgoing import post
from config.lib.public_hosts import Refused, Unreachable
from config.lib.webpush import WrongKeys, encrypted, headers_for
from members.activity import outbox
from members.installation.models import Installation
from members.notifications.letters import speaking_to
from members.notifications.models import Notification
from members.notifications.notices import NOTICES, surfaces
from members.notifications.quiet import quiet_until
from members.profiles.models import Member
from members.push.devices import devices_of
from members.push.keys import key_pair
from members.push.models import PushItem, PushSending

if TYPE_CHECKING:
    from members.notifications.models import MailItem
    from members.notifications.notices import Told
    from members.push.models import Push

TITLE, BODY = 80, 200
GONE = (404, 410)

outbox.register(outbox.Outbox("pushes", gettext_lazy("Pushes"), PushSending.objects.all))


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent."""
    return outbox.deliver(PushSending.objects.select_related("push__member", "device"), _send, most)


def _send(sending: PushSending) -> bool:
    """Send one push to one device, if it still may and needs to be told; a device that is gone is forgotten."""
    member = sending.push.member
    if morning := quiet_until(member):
        sending.put_off(morning)
        return False
    if not member.is_active or member.is_suspended:
        sending.drop("stopped")
        return False
    if sending.device not in devices_of(member):
        return False  # signed out there: it went, and with it everything on its way there
    message, why = message_for(sending.push)
    if message is None:
        sending.drop(why)
        return False
    return _posted(sending, json.dumps(message, ensure_ascii=False).encode())


def _posted(sending: PushSending, message: bytes) -> bool:
    device, (public, private) = sending.device, key_pair()
    headers = headers_for(
        device.endpoint, public=public, private=private, contact=settings.PUBLIC_URL, topic=f"t{sending.push_id}"
    )
    try:
        status = post(device.endpoint, encrypted(message, device.p256dh, device.auth), headers)
    except (Refused, WrongKeys):
        sending.drop("refused")
        return False
    if status in GONE:
        device.delete()  # and with it everything on its way there
        return False
    if status == 429 or status >= 500:
        raise Unreachable(f"The push service answered {status}.")
    if status >= 300:
        sending.drop("refused")
        return False
    sending.mark_sent()
    type(device).objects.filter(pk=device.pk).update(told_at=timezone.now())
    return True


def message_for(push: Push) -> tuple[dict[str, str] | None, str]:
    """What a device shows, in its member's language; None with the reason if there is nothing to tell (any more)."""
    items = list(push.items.filter(kind__in=list(NOTICES)).order_by("at", "id"))
    rows = [item.notification_id for item in items if item.notification_id]
    unseen = set(Notification.objects.unseen().filter(pk__in=rows).values_list("pk", flat=True))
    items = [item for item in items if item.notification_id is None or item.notification_id in unseen]
    if not items:
        return None, "read"
    with speaking_to(push.member):
        told = _told(push.member, items)
        return (_words(push, told), "") if told else (None, "gone")


def _told(member: Member, items: list[PushItem]) -> list[tuple[PushItem, Told]]:
    """The things that may be read, with how they are told."""
    found = []
    for surface in surfaces():
        mine = [item for item in items if NOTICES[item.kind].surface is surface]
        # A surface asks of an item for its subject alone, which both kinds of items have.
        told = surface.told(member, cast("list[MailItem]", mine)) if mine else {}
        found += [(item, told[item.subject_id]) for item in mine if item.subject_id in told]
    return found


def _words(push: Push, parts: list[tuple[PushItem, Told]]) -> dict[str, str]:
    settings_about = ",".join(sorted({NOTICES[item.kind].setting for item, _told in parts}))
    one_thread = len({told.thread_url for _item, told in parts}) == 1
    url = parts[0][1].url if one_thread else settings.PUBLIC_URL + reverse("inbox")
    title, body = _said(parts, one_thread)
    return {
        "title": Truncator(title).chars(TITLE),
        "body": Truncator(body).chars(BODY),
        "url": url.removeprefix(settings.PUBLIC_URL),
        "tag": f"thread-{push.thread_id}" if push.thread_id else "inbox",
        "less": _("Less like this"),
        "less_url": f"{reverse('settings_notifications')}?less={settings_about}#less",
    }


def _said(parts: list[tuple[PushItem, Told]], one_thread: bool) -> tuple[str, str]:
    """Title and text; of private places neither names nor titles, because a locked screen shows them to anybody."""
    count, (item, told) = len(parts), parts[0]
    if any(one.is_private for _item, one in parts):
        words = ngettext("%(count)d new thing in a private space", "%(count)d new things in private spaces", count)
        body: Any = _("New reply in a private space") if count == 1 else words % {"count": count}
        return Installation.current().name, body
    if not one_thread or (count > 1 and not NOTICES[item.kind].surface.is_titled):
        words = ngettext("%(count)d new thing waits in your inbox", "%(count)d new things wait in your inbox", count)
        return Installation.current().name, words % {"count": count}
    if count > 1:
        return told.thread_title, ngettext("%(count)d new post", "%(count)d new posts", count) % {"count": count}
    notice = NOTICES[item.kind]
    actor = Member.objects.get_queryset().filter(pk=item.actor_id).only("name", "is_active").first()
    return notice.sentence([actor.name] if actor else [], 1), f"{told.thread_title}\n{notice.why}"
