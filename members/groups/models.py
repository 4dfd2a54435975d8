"""Groups: circles of members that may have spaces of their own."""

from __future__ import annotations

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.groups.joining import Joinable
from members.profiles.handles import HANDLE_MAX
from members.profiles.models import FormerHandle, Member


class GroupUsed(ValueError):
    """A group that something else rests on cannot be deleted."""


class Group(Joinable, models.Model):
    """A circle of members, such as hosts, mentors or a local club."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    members = models.ManyToManyField(Member, through="GroupMembership", related_name="groups")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page where managers see who is in it."""
        return reverse("group", args=[self.slug])

    @classmethod
    @transaction.atomic
    def create(cls, name: str, *, by: Member, purpose: str = "") -> Group:
        """A new group without members. Raises IntegrityError if another one has the name."""
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
