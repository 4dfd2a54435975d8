"""Trait: words and picture of a profile can be put out of sight until they are changed, and come back as they were.

They are kept aside meanwhile and the handle stands where the name was, so that no page, list, mail or search has to
think of it. Their owner and the team read them with `as_they_are` (closing.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member

NOTHING: dict[str, Any] = {"line": "", "about": "", "place": "", "photo": "", "interests": [], "expertise": []}
"""What stands in the place of hidden words."""


class Hideable(models.Model):
    """What others see of its words is nothing while `aside` has them."""

    aside = models.JSONField(null=True, blank=True, editable=False)
    profile_hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    profile_edit_asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def hide_profile(self, *, by: Member | None) -> None:
        """Put name, words and picture aside."""
        member = cast("Member", self)
        self.one_profile_at_a_time()
        if self.profile_hidden_at is not None:
            return
        known = member.as_they_are()
        self.aside = {"name": known.name} | {name: getattr(known, name) for name in NOTHING}
        self.profile_hidden_at = timezone.now()
        self._stand({"name": member.handle} | NOTHING)
        record("member.profile_hidden", actor=by, subject=member)

    @transaction.atomic
    def show_profile(self, *, by: Member | None) -> None:
        """Show them again exactly as they are."""
        self.one_profile_at_a_time()
        if self.profile_hidden_at is None:
            return
        words, self.aside, self.profile_hidden_at = self.aside or {}, None, None
        self._stand(words)
        record("member.profile_shown", actor=by, subject=cast("Member", self))

    @transaction.atomic
    def ask_to_edit_profile(self, *, by: Member | None) -> None:
        """Ask its owner to change it."""
        if self.profile_edit_asked_at is None:
            self.profile_edit_asked_at = timezone.now()
            self.save(update_fields=["profile_edit_asked_at"])
            record("member.profile_edit_asked", actor=by, subject=cast("Member", self))

    @transaction.atomic
    def forget_profile_edit(self, *, by: Member | None) -> None:
        """It was changed, or need not be any more."""
        if self.profile_edit_asked_at is not None:
            self.profile_edit_asked_at = None
            self.save(update_fields=["profile_edit_asked_at"])
            record("member.profile_edit_settled", actor=by, subject=cast("Member", self))

    def one_profile_at_a_time(self) -> None:
        """Until the transaction has ended nobody else saves or hides this profile; it is as it stands now.

        It may have been hidden, or shown, since it was read.
        """
        member = cast("Member", self)
        type(member).objects.one_at_a_time(member)
        # Of a closed account the words were taken away where it was read, and stay so.
        words = ["name", *NOTHING] if member.is_active else []
        self.refresh_from_db(fields=["aside", "profile_hidden_at", *words])

    def keep_aside(self, words: dict[str, Any]) -> list[str]:
        """Of these words of a hidden profile, keep those that are others now for later; returns their names."""
        kept = self.aside or {}
        changed = [name for name in words if name in kept and kept[name] != words[name]]
        if changed:
            self.aside = kept | {name: words[name] for name in changed}
            self.save(update_fields=["aside"])
        return changed

    def _stand(self, words: dict[str, Any]) -> None:
        member = cast("Member", self)
        type(member)._default_manager.filter(pk=member.pk).update(
            **words, aside=self.aside, profile_hidden_at=self.profile_hidden_at
        )
        if member.is_active:  # what stands for a closed account stays
            self.__dict__.update(words)
