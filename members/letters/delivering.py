"""Sending letters, and letting go of what is left of them."""

import json
import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.mail import compose
from config.lib.sealing import BrokenSeal, unseal
from members.activity import outbox
from members.installation.sending import sender
from members.letters.models import AccountLetter
from members.letters.writing import PURPOSE

KEPT = timedelta(days=30)
"""How long it can be seen that a letter of some kind was sent; nothing in the row says to whom."""

_ADDRESS = re.compile(r"""[^\s'"<>(){},;:]+@[^\s'"<>(){},;:]+""")

outbox.register(outbox.Outbox("letters", gettext_lazy("Letters about accounts"), AccountLetter.objects.all))


class AddressRefused(Exception):
    """What went wrong, without the address that it went wrong with."""


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    return outbox.deliver(AccountLetter.objects, _send, most)


def forget() -> int:
    """Delete rows that ended long ago. Returns how many."""
    old = AccountLetter.objects.filter(created_at__lt=timezone.now() - KEPT)
    return int(old.exclude(sent_at=None, dropped_at=None).delete()[0])


def _send(letter: AccountLetter) -> bool:
    if letter.useful_until < timezone.now():
        letter.drop("late")
        return False
    try:
        said = json.loads(unseal(PURPOSE, letter.sealed))
    except BrokenSeal:
        letter.drop("unreadable")
        return False
    try:
        django_mail.mailers["default"].send_messages([_composed(letter, said)])
    except Exception as error:
        told = str(error).casefold()
        # A domain with letters of its own goes to the server, and comes back, in another spelling.
        words = _ADDRESS.sub("the address", told.replace(said["to"].casefold(), "the address"))
        if words == told:
            raise
        raise AddressRefused(f"{type(error).__name__}: {words}") from None
    letter.mark_sent()
    return True


def _composed(letter: AccountLetter, said: dict[str, Any]) -> EmailMultiAlternatives:
    """In the language of the page on which it was asked for, and with the same Message-ID every time."""
    host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
    with translation.override(said["language"]):
        why = _("You get this because somebody entered your address. If it was not you, do nothing.")
        return compose(
            "account",
            {**said, "why": said["why"] or why},
            to=said["to"],
            subject=said["subject"],
            sender=sender(),
            message_id=f"<a.{letter.key}@{host}>",
        )
