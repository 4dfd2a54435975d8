"""Trait: the team chooses what newcomers see, and where their introductions go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django.db import models, transaction

from members.activity.log import record

if TYPE_CHECKING:
    from community.welcome.models import WelcomeRules
    from members.profiles.models import Member

CHOSEN: Final = ("intro_space", "words", "video", "video_words")


class Choosable(models.Model):
    """Says what stands on the page of newcomers."""

    class Meta:
        abstract = True

    @transaction.atomic
    def choose(self, *, by: Member, **chosen: Any) -> None:
        """Let newcomers see this from now on: some of CHOSEN. Raises TypeError for anything else."""
        if unknown := set(chosen) - set(CHOSEN):
            raise TypeError(f"choose() does not set {', '.join(sorted(unknown))}.")
        model = cast("type[WelcomeRules]", type(self))
        row, _is_new = model.objects.select_for_update().get_or_create(pk=1)
        changed = [name for name, value in chosen.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, chosen[name])
            setattr(self, name, chosen[name])
        if changed:
            row.save(update_fields=changed)
            record("welcome.rules_changed", actor=by, subject=row, fields=changed)
