"""The owner's rule about link previews: in every space, in none that is private, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.spaces.seeing import Visibility
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space


class Reach(models.TextChoices):
    """In which spaces addresses are asked for a preview."""

    EVERYWHERE = "everywhere", _("In every space")
    NOT_PRIVATE = "not_private", _("In every space that is not private")
    NOWHERE = "nowhere", _("Nowhere: links stay links")


class PreviewRule(models.Model):
    """The one row that says where previews are shown."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    reach = models.CharField(_("Link previews"), max_length=12, choices=Reach.choices, default=Reach.EVERYWHERE)

    objects: ClassVar[models.Manager[PreviewRule]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="preview_rule_one_row")]

    def __str__(self) -> str:
        return self.reach

    @classmethod
    def current(cls) -> PreviewRule:
        """The rule as it stands; until somebody sets it, previews are shown everywhere."""
        return cls.objects.filter(pk=1).first() or cls()

    def allows(self, space: Space) -> bool:
        """Whether posts of this space may have previews."""
        if self.reach == Reach.NOT_PRIVATE:
            return bool(space.visibility != Visibility.PRIVATE)
        return self.reach == Reach.EVERYWHERE

    @transaction.atomic
    def set(self, reach: str, *, by: Member) -> None:
        """Show previews there from now on; posts that have cards are written out anew, soon."""
        from community.previews.models import PreviewUse
        from community.previews.tasks import ring

        rule, _is_new = PreviewRule.objects.select_for_update().get_or_create(pk=1)
        if rule.reach != reach:
            rule.reach = self.reach = reach
            rule.save(update_fields=["reach"])
            PreviewUse.objects.update(owed_at=timezone.now())
            record("previews.ruled", actor=by, reach=reach)
            transaction.on_commit(ring)
