"""The letter that brings an invitation."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.installation.models import Installation
from members.letters.writing import Words, write

if TYPE_CHECKING:
    from members.invitations.models import Invitation


def send(invitation: "Invitation") -> None:
    """Put its letter into the outbox, in the transaction of the act; each of its letters is written once."""
    community = Installation.current()
    names = {"name": invitation.inviter.name, "community": community.name}
    said = [line for line in (community.purpose, *invitation.note.splitlines()) if line.strip()]
    until = formats.date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")
    again = invitation.letters > 1
    once = _("You get this once, because %(name)s entered your address.") % names
    words = Words(
        subject=_("%(name)s invites you to %(community)s") % names,
        lines=said or [_("%(name)s invites you to %(community)s.") % names],
        button=_("See the invitation"),
        url=settings.PUBLIC_URL + invitation.get_absolute_url(),
        after=[_("The invitation works once, until %(day)s.") % {"day": until}],
        why=_("You get this because %(name)s entered your address.") % names if again else once,
        useful_for=invitation.valid_for,
    )
    key = f"invitation.{invitation.pk}.{invitation.letters}" if again else f"invitation.{invitation.pk}"
    write("invitation", to=invitation.email, words=words, key=key)
