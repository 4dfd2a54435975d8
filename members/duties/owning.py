"""Trait: a task is one person's, or the team's until somebody takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record

if TYPE_CHECKING:
    from datetime import datetime

    from members.profiles.models import Member


class DutyElsewhere(Exception):
    """Somebody else was quicker; the message says who did what."""


class CannotOwn(ValueError):
    """Tasks are for people of the team who can come in; the message says so."""


def may_own(member: Member) -> bool:
    """Whether tasks can be given to a member: of the team, with an open account, not suspended."""
    return member.is_moderator and member.is_active and not member.is_suspended


class Ownable(models.Model):
    """Who has it, and since when."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="duties")
    owned_since = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        done_at: datetime | None

    def lock(self) -> None:
        """Read it anew and keep everybody else waiting until the running transaction ends."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))

    @transaction.atomic
    def take(self, *, by: Member) -> None:
        """Have it from now on. Raises DutyElsewhere if somebody else has it or it is done, CannotOwn for others."""
        self.lock()
        if self.done_at is not None:
            raise DutyElsewhere(_("This task is done already."))
        if self.owner_id == by.pk:
            return
        if self.owner is not None:
            raise DutyElsewhere(_("%(name)s took this task a moment before you.") % {"name": self.owner.name})
        self._own(by)
        record("duty.taken", actor=by, subject=self)

    @transaction.atomic
    def give(self, to: Member, *, by: Member | None) -> None:
        """Let this person have it, whoever had it before. Raises DutyElsewhere if it is done, CannotOwn."""
        self.lock()
        if self.done_at is not None:
            raise DutyElsewhere(_("This task is done already."))
        if self.owner_id != to.pk:
            self._own(to)
            record("duty.given", actor=by, subject=self, member=to.pk)

    @transaction.atomic
    def give_back(self, *, by: Member | None) -> None:
        """Let the team have it again; nothing happens when nobody has it."""
        self.lock()
        if self.owner_id is not None and self.done_at is None:
            before, self.owner, self.owned_since = self.owner_id, None, None
            self.save(update_fields=["owner", "owned_since"])
            record("duty.given_back", actor=by, subject=self, member=before)

    def _own(self, member: Member) -> None:
        if not may_own(member):
            raise CannotOwn(_("Tasks are for people of the team: %(name)s cannot have one.") % {"name": member.name})
        self.owner, self.owned_since = member, timezone.now()
        self.save(update_fields=["owner", "owned_since"])
