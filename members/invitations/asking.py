"""Asking to join, where the team decides."""

from django.db import IntegrityError, transaction

from members.invitations.models import Application
from members.invitations.referrals import ReferralLink


def ask(*, name: str, email: str, answer: str, link: ReferralLink | None = None) -> None:
    """Keep an application. A second one from the same address, while the first is open, changes nothing.

    `link` is the one that led to it, if there was one: its member brought whoever joins in the end.
    """
    try:
        with transaction.atomic():
            Application.objects.create(name=name, email=email, answer=answer, referrer=link.member if link else None)
    except IntegrityError:
        return
