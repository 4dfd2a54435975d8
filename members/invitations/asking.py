"""Asking to join, where the team decides."""

from django.db import IntegrityError, transaction

from members.invitations.models import Application


def ask(*, name: str, email: str, answer: str) -> None:
    """Keep an application. A second one from the same address, while the first is open, changes nothing."""
    try:
        with transaction.atomic():
            Application.objects.create(name=name, email=email, answer=answer)
    except IntegrityError:
        return
