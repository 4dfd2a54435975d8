"""What a moderator may have to look at."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member


class Reviewable(models.Model):
    """Trait: can be held until a moderator has looked, hidden or removed by one, and shown again.

    It knows nothing of being deleted: what its author deleted can be hidden all the same, and comes back hidden.
    """

    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    hidden_reason = models.CharField(max_length=200, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)  # hidden for good: not to be mended
    edit_asked_at = models.DateTimeField(null=True, blank=True, editable=False)  # its author may mend it, and was asked

    class Meta:
        abstract = True

    @transaction.atomic
    def hold(self, *, by: Member | None = None) -> None:
        """Let nobody but its author and the team see it until a moderator has looked; without `by` a rule did it."""
        if self.held_at is None:
            self.held_at = timezone.now()
            self.save(update_fields=["held_at"])
            record("item.held", actor=by, subject=self)

    @transaction.atomic
    def approve(self, *, by: Member | None) -> None:
        """Show what was held."""
        if self.held_at is not None:
            self.held_at = None
            self.save(update_fields=["held_at"])
            record("item.approved", actor=by, subject=self)

    @transaction.atomic
    def hide(self, *, by: Member | None, reason: str = "") -> None:
        """Take it out of sight; a tombstone with the reason stays."""
        if self.hidden_at is None:
            self.hidden_at, self.hidden_by, self.hidden_reason = timezone.now(), by, reason[:200]
            self.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
            record("item.hidden", actor=by, subject=self)

    @transaction.atomic
    def unhide(self, *, by: Member | None) -> None:
        """Show it again."""
        if self.hidden_at is not None:
            self.hidden_at, self.hidden_by, self.hidden_reason, self.removed_at = None, None, "", None
            self.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "removed_at"])
            record("item.shown", actor=by, subject=self)

    @transaction.atomic
    def remove(self, *, by: Member | None, reason: str = "") -> None:
        """Take it out of sight for good: its author cannot mend it, and its earlier versions go with it."""
        self.hide(by=by, reason=reason)
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])

    @transaction.atomic
    def ask_for_edit(self, *, by: Member | None) -> None:
        """Ask its author to change it; what is hidden may be changed from now on."""
        if self.edit_asked_at is None:
            self.edit_asked_at = timezone.now()
            self.save(update_fields=["edit_asked_at"])
            record("item.edit_asked", actor=by, subject=self)

    @transaction.atomic
    def forget_edit(self, *, by: Member | None) -> None:
        """It was changed, or need not be any more."""
        if self.edit_asked_at is not None:
            self.edit_asked_at = None
            self.save(update_fields=["edit_asked_at"])
            record("item.edit_settled", actor=by, subject=self)
