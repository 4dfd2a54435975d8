"""Members: people with an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.profiles.closing import Closable
from members.profiles.describing import Describable
from members.profiles.handles import HANDLE_MAX, RESERVED, handle_from, handle_shape
from members.profiles.hiding import Hideable
from members.profiles.joining import Joinable
from members.profiles.picturing import Pictured
from members.profiles.renaming import Renamable, names_of_groups
from members.profiles.restricting import Restrictable
from members.profiles.roles import Ranked, Role


class MemberQuerySet(models.QuerySet["Member"]):
    """Sets of members."""

    def present(self) -> MemberQuerySet:
        """Those who have an open account and have proven their address."""
        return self.filter(is_active=True, confirmed_at__isnull=False)

    def named(self, handle: str) -> MemberQuerySet:
        """The member with this handle, whatever its case."""
        return self.filter(handle=handle.lower())


class MemberManager(BaseUserManager["Member"]):
    """Makes members; also what django-allauth calls."""

    def get_queryset(self) -> MemberQuerySet:
        return MemberQuerySet(self.model, using=self._db)

    def present(self) -> MemberQuerySet:
        """Those who have an open account and have proven their address."""
        return self.get_queryset().present()

    def named(self, handle: str) -> MemberQuerySet:
        """The member with this handle, whatever its case."""
        return self.get_queryset().named(handle)

    def one_at_a_time(self, member: Member) -> None:
        """Whatever else this member does at the same moment waits here until the transaction of now has ended."""
        self.get_queryset().select_for_update(no_key=True).only("pk").get(pk=member.pk)

    def free_handle(self, name: str) -> str:
        """A handle made of `name` that nobody has or had and that is not reserved."""
        stem = handle_from(name)
        taken = set(RESERVED)
        taken |= set(self.filter(handle__startswith=stem[: HANDLE_MAX - 5]).values_list("handle", flat=True))
        taken |= set(
            FormerHandle.objects.filter(handle__startswith=stem[: HANDLE_MAX - 5]).values_list("handle", flat=True)
        )
        taken |= set(names_of_groups(stem[: HANDLE_MAX - 5]))
        candidate, number = stem, 2
        while candidate in taken:
            candidate, number = f"{stem[: HANDLE_MAX - 5]}-{number}", number + 1
        return candidate

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Member:
        """A member with an address and a password (None: cannot sign in by password)."""
        fields.setdefault("name", email.split("@", 1)[0])
        if "handle" not in fields:
            fields["handle"] = self.free_handle(fields["name"])
        member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member


class Member(
    Describable, Renamable, Pictured, Joinable, Ranked, Restrictable, Hideable, Closable, AbstractBaseUser
):  # fmt: skip
    """A person with an account."""

    handle = models.CharField(_("handle"), max_length=HANDLE_MAX, unique=True, validators=[handle_shape])
    email = models.EmailField(_("e-mail"), max_length=254)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    preferences = models.JSONField(default=dict, blank=True)

    objects: ClassVar[MemberManager] = MemberManager()
    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="member_email_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_role_known"),
        ]
        indexes = [
            models.Index(fields=["-joined_at"], name="member_newest"),
            models.Index(Lower("name"), "id", name="member_by_name"),
            models.Index(
                fields=["profile_hidden_at"], condition=models.Q(profile_hidden_at__isnull=False), name="member_hidden"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public profile."""
        return reverse("member", args=[self.handle])

    @property
    def is_in_first_day(self) -> bool:
        """Whether they joined less than a day ago."""
        return timezone.now() - self.joined_at < timedelta(days=1)

    @property
    def hue(self) -> int:
        """Which of the twelve hues this member's face has."""
        return (self.pk or 0) % 12


class FormerHandle(models.Model):
    """A handle somebody had; it leads to them for ever and nobody else can take it."""

    handle = models.CharField(max_length=HANDLE_MAX, unique=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="former_handles")
    given_up_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.handle
