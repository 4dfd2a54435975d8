"""The community as a sender of letters."""

from django.conf import settings

from config.lib.mail import Sender
from members.installation.models import Installation


def sender() -> Sender:
    """Name and address of this community; letters keep the shipped colours, which every mail program shows alike."""
    return Sender(name=Installation.current().name, url=settings.PUBLIC_URL)
