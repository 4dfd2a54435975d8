"""The mails of journeys: rights asked again at the last moment, one letter for each row, and a way to hear no more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail as django_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.mail import WayBack, compose
from config.lib.mail_html import for_mail
from members.activity import outbox
from members.activity.log import record
from members.installation.sending import sender
from members.journeys.models import JourneyMessage, JourneyStop
from members.journeys.sending import without_mail
from members.notifications.batching import Sent, also_counted
from members.notifications.gathering import mails_spent_until
from members.notifications.letters import speaking_to
from members.notifications.quiet import quiet_until
from members.replying.addresses import Errand, address_for
from members.replying.bouncing import is_unreachable, note_refusal

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from members.journeys.models import Journey
    from members.profiles.models import Member

outbox.register(outbox.Outbox("journeys", gettext_lazy("Mails of journeys"), JourneyMessage.objects.all))


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    return outbox.deliver(JourneyMessage.objects, _send, most)


def _send(message: JourneyMessage) -> bool:
    later = None if message.run.is_test else quiet_until(message.member) or mails_spent_until(message.member_id)
    if later:
        message.put_off(later)
        return False
    if _may_not(message):
        message.drop("stopped")
        return False
    try:
        django_mail.mailers["default"].send_messages([letter_for(message)])
    except SMTPRecipientsRefused as refused:
        if not note_refusal(message.member, refused):
            raise
        message.drop("refused")
        return False
    message.mark_sent()
    return True


def _sent_to(members: Collection[int], since: datetime) -> Sent:
    sent = JourneyMessage.objects.filter(member__in=members, by_mail=True, run__is_test=False, sent_at__gt=since)
    return sent.values_list("member", "sent_at")


also_counted(_sent_to)


def _may_not(message: JourneyMessage) -> bool:
    """Whether this member must not be written to (any more)."""
    member = message.member
    if may_not(member, message.run.journey) or without_mail([member.pk]) or is_unreachable(member):
        return True
    return not EmailAddress.objects.filter(user=member, email__iexact=member.email, verified=True).exists()


def letter_for(message: JourneyMessage) -> EmailMultiAlternatives:
    """The letter in its member's language and time; the same Message-ID every time."""
    member, host = message.member, settings.PUBLIC_HOST.rsplit(":", 1)[0]
    with speaking_to(member):
        stop = settings.PUBLIC_URL + reverse("journey_stop", args=[message.token])
        return compose(
            "journey",
            {
                "language": translation.get_language(),
                "date": formats.date_format(timezone.localdate(), "WEEKDAY_FORMAT"),
                "message": message,
                "html": for_mail(message.html, settings.PUBLIC_URL),
                "url": settings.PUBLIC_URL + reverse("journey_message", args=[message.pk]),
                "why": _("You get this because of “%(journey)s”. At most three such letters come in a week.")
                % {"journey": message.run.journey.name},
                "no_more_url": stop,
            },
            to=member.email,
            subject=message.subject,
            sender=sender(),
            unsubscribe_url=stop,
            back=WayBack(reports=address_for(Errand(member.pk))),
            message_id=f"<{message.key}@{host}>",
        )


def may_not(member: Member, journey: Journey) -> bool:
    """Whether nothing of this journey may leave the house any more: they left, are suspended, or want no more."""
    return not member.is_active or member.is_suspended or has_stopped(member, journey)


def has_stopped(member: Member, journey: Journey) -> bool:
    """Whether this member wants no more of this journey, or of any."""
    return JourneyStop.objects.filter(Q(journey=journey) | Q(journey=None), member=member).exists()


@transaction.atomic
def stop(member: Member, journey: Journey | None) -> None:
    """No more of this journey, or of any; what waits in it ends with the next look. Nothing if it is so already."""
    _row, new = JourneyStop.objects.get_or_create(member=member, journey=journey)
    if new:
        record("journey.stopped", actor=member, subject=journey, all=journey is None)
        # Whoever is inside is looked at once more, and found to have stopped.
        from members.journeys.running import wake

        wake(member.pk)


@transaction.atomic
def hear_again(member: Member, journey: Journey | None) -> None:
    """They may be written to again; they begin anew only if the journey lets them. Nothing if they had not stopped."""
    gone, _rows = JourneyStop.objects.filter(member=member, journey=journey).delete()
    if gone:
        record("journey.wanted_again", actor=member, subject=journey, all=journey is None)
