"""The letter that brings an invitation."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.utils.translation import gettext as _

from config.lib.mail import compose
from members.installation.models import Installation
from members.installation.sending import sender
from members.invitations.models import Invitation

log = logging.getLogger(__name__)


def send(invitation: Invitation) -> bool:
    """Send it to its address. False if the mail server did not take it."""
    community, name = Installation.current().name, invitation.inviter.name
    note = [line for line in invitation.note.splitlines() if line.strip()]
    letter = compose(
        "account",
        {
            "lines": [_("%(name)s invites you to %(community)s.") % {"name": name, "community": community}, *note],
            "button": _("See the invitation"),
            "url": settings.PUBLIC_URL + invitation.get_absolute_url(),
            "why": _("You get this once, because %(name)s entered your address.") % {"name": name},
        },
        to=invitation.email,
        subject=_("%(name)s invites you to %(community)s") % {"name": name, "community": community},
        sender=sender(),
    )
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        log.warning("An invitation was not sent: %s", error)
        return False
    return True
