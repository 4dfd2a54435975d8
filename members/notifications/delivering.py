"""Sending what stands in the outbox: rights asked again, read things left out, failures tried again later."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

from django.core import mail as django_mail
from django.utils.translation import gettext_lazy as _

from members.activity import outbox
from members.notifications.letters import letter_for, why_not
from members.notifications.models import Mail
from members.notifications.quiet import quiet_until
from members.replying.bouncing import note_refusal

outbox.register(outbox.Outbox("notifications", _("Notification mails"), Mail.objects.all))


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    return outbox.deliver(Mail.objects, _send, most)


def _send(mail: Mail) -> bool:
    """Send one mail, if it still may and needs to be sent."""
    if morning := quiet_until(mail.member):
        mail.put_off(morning)
        return False
    reason = why_not(mail)
    letter = None if reason else letter_for(mail)
    if letter is None:
        mail.drop(reason or "gone")
        return False
    try:
        django_mail.mailers["default"].send_messages([letter])
    except SMTPRecipientsRefused as refused:
        if not note_refusal(mail.member, refused):
            raise
        mail.drop("refused")
        return False
    mail.mark_sent()
    return True
