"""Taking the first steps: an owner, a name and a look, spaces, guidelines. Each is taken once, in order."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from community.firstrun.plans import Beginning
from community.spaces.alone import alone
from community.spaces.creating import create_space
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.guidelines.adopting import adopt

LOOK, SPACES, GUIDELINES = 2, 3, 4


class TooLate(Exception):
    """Somebody was quicker: this step has been taken."""


@transaction.atomic
def found(*, name: str, email: str, password: str, language: str) -> Member:
    """Open the first account, which owns the community. Raises TooLate if there is an account already."""
    alone()
    if Member.objects.get_queryset().exists():
        raise TooLate
    member = Member.objects.create_user(
        email, password, name=name, role=Role.OWNER, language=language, guidelines_accepted_at=timezone.now()
    )
    # Whoever may set up the server need not prove an address; without mail set up they could not.
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    installation = Installation.current()
    installation.lock()
    installation.language, installation.setup_step = language, LOOK
    installation.keep("language", "setup_step")
    record("community.founded", actor=member, subject=member)
    record("member.joined", actor=member, subject=member)
    return member


def _at(step: int) -> Installation:
    """The installation, held until the transaction ends. Raises TooLate if another step is next."""
    installation = Installation.current()
    installation.lock()
    if installation.setup_step != step:
        raise TooLate
    return installation


@transaction.atomic
def name_and_paint(*, name: str, purpose: str, accent: str, corners: str, by: Member) -> None:
    """Take a name and a look. Raises TooLate, UnreadableError."""
    installation = _at(LOOK)
    installation.rename(name, purpose, by=by)
    installation.paint(accent, corners, by=by)
    installation.setup_step = SPACES
    installation.keep("setup_step")


@transaction.atomic
def make_spaces(spaces: Iterable[Beginning], *, by: Member) -> None:
    """Make the first spaces. Raises TooLate."""
    installation = _at(SPACES)
    for space in spaces:
        create_space(
            str(space.name),
            purpose=str(space.purpose),
            hue=space.hue,
            kinds=list(space.kinds),
            who_starts=space.who_starts,
            by=by,
        )
    installation.setup_step = GUIDELINES
    installation.keep("setup_step")


@transaction.atomic
def open_community(guidelines: str, *, by: Member) -> None:
    """Adopt the guidelines and open the doors; the first steps are over for good. Raises TooLate."""
    installation = _at(GUIDELINES)
    adopt(guidelines, by=by)
    installation.setup_step, installation.opened_at = 0, timezone.now()
    installation.keep("setup_step", "opened_at")
    record("community.opened", actor=by, subject=installation)
