"""Trait: a guide has an owner, who answers for it, and co-editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.guides.models import Guide

EDITORS_MAX = 10


class Owned(models.Model):
    """Belongs to one member; others may write with them."""

    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="guides")
    editors = models.ManyToManyField(Member, through="GuideEditor", related_name="+")

    class Meta:
        abstract = True

    @transaction.atomic
    def add_editor(self, member: Member, *, by: Member) -> None:
        """Let somebody write it too. Raises ValueError when there are too many."""
        guide = cast("Guide", self)._locked()
        if guide.owner_id == member.pk or guide.editorships.filter(member=member).exists():
            return
        if guide.editorships.count() >= EDITORS_MAX:
            raise ValueError(EDITORS_MAX)
        guide.editorships.create(member=member)
        record("guide.editor_added", actor=by, subject=guide, member=member.pk)

    @transaction.atomic
    def remove_editor(self, member: Member, *, by: Member) -> None:
        """Somebody no longer writes it."""
        guide = cast("Guide", self)
        if guide.editorships.filter(member=member).delete()[0]:
            record("guide.editor_removed", actor=by, subject=guide, member=member.pk)

    @transaction.atomic
    def hand_over(self, member: Member, *, by: Member) -> None:
        """Somebody else answers for it from now on; who did before stays an editor."""
        guide = cast("Guide", self)._locked()
        if guide.owner_id != member.pk:
            guide.editorships.filter(member=member).delete()
            if guide.owner_id:
                guide.editorships.get_or_create(member_id=guide.owner_id)
            guide.owner = member
            guide.save(update_fields=["owner"])
            record(
                "guide.handed_over", actor=by, subject=guide, member=member.pk, step=guide.step("handed_over", by=by)
            )
        self.owner = guide.owner
