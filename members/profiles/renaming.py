"""Trait: a member may take another handle now and then; the old ones keep leading to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.activity.models import Activity
from members.profiles.handles import RESERVED

if TYPE_CHECKING:
    from members.profiles.models import FormerHandle, Member

CHANGES = 2
PERIOD = timedelta(days=30)


class Renamable(models.Model):
    """A handle that can change `CHANGES` times in `PERIOD`."""

    class Meta:
        abstract = True

    @transaction.atomic
    def take_handle(self, handle: str, *, by: Member) -> None:
        """Go by another handle. Raises ValidationError if it is taken, reserved, or was changed too often."""
        member = cast("Member", self)
        if handle == member.handle:
            return
        # One change of one member at a time, so that two forms sent at once do not pass the limit together.
        type(member)._default_manager.select_for_update().get(pk=member.pk)
        if sentence := self.refusal_of_handle(handle):
            raise ValidationError({"handle": sentence})
        former = _former()
        former.filter(member=member, handle=handle).delete()
        former.create(member=member, handle=member.handle)
        member.handle = handle
        try:
            with transaction.atomic():
                if member.profile_hidden_at is not None:
                    member.name = handle  # it stands where the name was
                member.save(update_fields=["handle", "name"] if member.profile_hidden_at is not None else ["handle"])
        except IntegrityError as error:
            raise ValidationError({"handle": _taken()}) from error
        record("member.renamed", actor=by, subject=member)

    def refusal_of_handle(self, handle: str) -> str:
        """Why this handle cannot be taken, in a sentence; empty if it can."""
        member = cast("Member", self)
        # Counted in the log: whoever takes an old handle back has changed it all the same.
        changes = Activity.objects.about(member).filter(verb="member.renamed", at__gt=timezone.now() - PERIOD)
        if changes.count() >= CHANGES:
            first = min(changes.values_list("at", flat=True))
            day = formats.date_format(timezone.localtime(first + PERIOD), "MONTH_DAY_FORMAT")
            return _("A handle can change twice in 30 days. You can change it again on %(day)s.") % {"day": day}
        if handle in RESERVED:
            return _("This handle is kept for the community itself.")
        others = type(member)._default_manager.filter(handle=handle).exclude(pk=member.pk)
        if others.exists() or _former().filter(handle=handle).exclude(member=member).exists():
            return _taken()
        return _taken() if handle in names_of_groups(handle) else ""


def names_of_groups(beginning: str) -> list[str]:
    """What groups are called behind an @, as far as it begins like this: members and groups share one set of names."""
    groups = apps.get_model("members", "Group")._default_manager
    return list(groups.filter(slug__startswith=beginning).values_list("slug", flat=True))


def _taken() -> str:
    return _("This handle is or was in use.")


def _former() -> models.Manager[FormerHandle]:
    model: type[FormerHandle] = apps.get_model("members", "FormerHandle")
    return model.objects
