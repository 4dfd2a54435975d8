"""Groups: circles, local clubs and others, which may have spaces of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.groups.applying import GroupApplication
from members.groups.barring import Barrable, GroupBar
from members.groups.describing import Describable, Entry, GroupKind, Seen
from members.groups.hosting import Hostable
from members.groups.inviting import GroupInvitation
from members.groups.joining import Barred, Joinable
from members.groups.seeing import GroupQuerySet
from members.profiles.handles import HANDLE_MAX
from members.profiles.models import FormerHandle, Member

__all__ = [
    "Barred", "Entry", "Group", "GroupApplication", "GroupBar", "GroupInvitation", "GroupKind", "GroupMembership",
    "GroupUsed", "Seen",
]  # fmt: skip


class GroupUsed(ValueError):
    """A group that something else rests on cannot be deleted."""


class Group(Describable, Joinable, Hostable, Barrable, models.Model):
    """A circle of members, such as hosts, mentors or a local club."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    members = models.ManyToManyField(Member, through="GroupMembership", related_name="groups")

    objects: ClassVar[Any] = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, for those who may know of it."""
        return reverse("group_page", args=[self.slug])

    @classmethod
    @transaction.atomic
    def create(cls, name: str, *, by: Member | None, purpose: str = "") -> Group:
        """A new group without members. Raises IntegrityError if another one has the name.

        `by` is nobody where it is needed and nobody asked for it.
        """
        group = cls.objects.create(name=name, slug=_free_slug(name), purpose=purpose)
        record("group.created", actor=by, subject=group)
        return group

    @transaction.atomic
    def rename(self, name: str, purpose: str, *, by: Member) -> None:
        """Take another name and purpose; the address stays."""
        if (self.name, self.purpose) != (name, purpose):
            self.name, self.purpose = name, purpose
            self.save(update_fields=["name", "purpose"])
            record("group.renamed", actor=by, subject=self)

    @transaction.atomic
    def discard(self, *, by: Member) -> None:
        """Delete it for good. Raises GroupUsed while somebody is in it or a space is seen by it."""
        if self.memberships.exists():
            raise GroupUsed
        record("group.deleted", actor=by, subject=self)
        try:
            with transaction.atomic():
                self.delete()
        except models.ProtectedError as error:
            raise GroupUsed from error


class GroupMembership(models.Model):
    """One member's place in one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now)
    host_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="group_membership_once")]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"


def _free_slug(name: str) -> str:
    """An address that no group has; it is also what is typed behind an @, so no member has or had it either."""
    stem = slugify(name)[: HANDLE_MAX - 4].strip("-_")
    stem = stem if len(stem) > 1 else "group"
    taken = set(Group.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Member.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    taken |= set(FormerHandle.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    candidate, number = stem, 2
    while candidate in taken:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
