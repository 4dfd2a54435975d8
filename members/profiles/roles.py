"""What a member may be in the community as a whole; hosts belong to a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from config.lib.live import access_changed
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Role(models.TextChoices):
    """From the many to the one; each may what those before may, but moderators do not browse private spaces."""

    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")
    MANAGER = "manager", _("Community manager")
    OWNER = "owner", _("Owner")


RANK = {role: rank for rank, role in enumerate(Role.values)}


class LastOwner(ValueError):
    """A community always has an owner."""


class Ranked(models.Model):
    """Trait: a member has one role, and roles are ordered."""

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)

    class Meta:
        abstract = True

    def _at_least(self, role: str) -> bool:
        return RANK[self.role] >= RANK[role]

    @property
    def is_moderator(self) -> bool:
        """Moderators, community managers and owners."""
        return self._at_least(Role.MODERATOR)

    @property
    def is_manager(self) -> bool:
        """Community managers and owners."""
        return self._at_least(Role.MANAGER)

    @property
    def is_owner(self) -> bool:
        """Owners only."""
        return self.role == Role.OWNER

    def outranks(self, other: Ranked) -> bool:
        """Whether it is of a higher role than another member; owners than everybody but themselves."""
        return self.pk != other.pk and (self.is_owner or RANK[self.role] > RANK[other.role])

    @transaction.atomic
    def give_role(self, role: str, *, by: Member) -> None:
        """Be this from now on. Raises LastOwner if nobody else is an owner with an open account."""
        is_last = self.is_last_owner_locked()
        if self.role == role:
            return
        if is_last:
            raise LastOwner
        before, self.role = self.role, Role(role).value
        self.save(update_fields=["role"])
        record("member.role_changed", actor=by, subject=self, role=self.role, before=before)
        access_changed(self.pk)

    def is_last_owner_locked(self) -> bool:
        """Whether nobody else is an owner with an open account; true until the running transaction ends."""
        from members.profiles.models import Member

        # Two owners who step down at the same moment wait here for one another: the second finds nobody else.
        others = Member.objects.get_queryset().select_for_update().filter(role=Role.OWNER).order_by("pk")
        owners = [owner for owner in others if owner.is_active and not owner.is_suspended]
        self.refresh_from_db(fields=["role"])
        return self.role == Role.OWNER and not [owner for owner in owners if owner.pk != self.pk]
