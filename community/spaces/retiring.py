"""Trait: a space can be archived (readable, takes nothing new) and deleted (its threads stay readable by link)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.spaces.alone import NotPossible, alone
from community.spaces.arranging import descendants
from config.lib.live import access_changed
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space

WAY_BACK = timedelta(days=30)


class Retirable(models.Model):
    """Archived spaces leave the lists. Deleted ones are archived and closed to visits, with 30 days to come back."""

    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def archive(self, *, by: Member) -> None:
        """Leave the lists together with everything inside; threads stay readable and take no replies."""
        space = cast("Space", self)
        alone()
        now = timezone.now()
        for place in [space, *descendants(space)]:
            if place.archived_at is None:
                place.archived_at, place.archived_by = now, by
                place.save(update_fields=["archived_at", "archived_by"])
                record("space.archived", actor=by, subject=place)

    @transaction.atomic
    def unarchive(self, *, by: Member) -> None:
        """Come back to the lists; spaces inside come back one by one. Raises NotPossible inside an archived space."""
        space = cast("Space", self)
        alone()
        if space.archived_at is None or space.deleted_at is not None:
            return
        _parent_stands(space)
        space.archived_at = space.archived_by = None
        space.save(update_fields=["archived_at", "archived_by"])
        record("space.unarchived", actor=by, subject=space)

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Close the space and move its threads to the archive. Raises NotPossible while other spaces stand in it."""
        space = cast("Space", self)
        alone()
        space.refresh_from_db()
        if space.deleted_at is not None:
            return
        if type(space).objects.filter(parent=space, deleted_at=None).exists():
            raise NotPossible(
                _("Other spaces stand in “%(space)s”. Move or delete them first.") % {"space": space.name}
            )
        now = timezone.now()
        threads = space.threads.filter(archived_at=None).update(archived_at=now, archived_by=by)
        space.archived_at, space.archived_by = space.archived_at or now, space.archived_by or by
        space.deleted_at, space.deleted_by = now, by
        space.save(update_fields=["archived_at", "archived_by", "deleted_at", "deleted_by"])
        record("space.deleted", actor=by, subject=space, threads=threads)
        access_changed(None)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Come back as it was, with the threads it took to the archive. Raises NotPossible when it is too late."""
        space = cast("Space", self)
        alone()
        space.refresh_from_db()
        if space.deleted_at is None:
            return
        if not self.can_come_back:
            raise NotPossible(_("“%(space)s” was deleted more than 30 days ago.") % {"space": space.name})
        _parent_stands(space)
        moment = space.deleted_at
        threads = space.threads.filter(archived_at=moment).update(archived_at=None, archived_by=None)
        space.archived_at = space.archived_by = space.deleted_at = space.deleted_by = None
        space.save(update_fields=["archived_at", "archived_by", "deleted_at", "deleted_by"])
        record("space.restored", actor=by, subject=space, threads=threads)
        access_changed(None)

    @property
    def can_come_back(self) -> bool:
        """Whether restoring is still possible."""
        return self.deleted_at is not None and timezone.now() - self.deleted_at < WAY_BACK


def _parent_stands(space: Space) -> None:
    if space.parent is not None and space.parent.archived_at is not None:
        raise NotPossible(
            _("It stands in “%(parent)s”, which is archived. Bring that space back first, or move this one out.")
            % {"parent": space.parent.name}
        )
