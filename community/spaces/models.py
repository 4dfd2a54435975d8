"""Spaces: places for threads, in a tree of depth three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.spaces.arranging import Arrangeable
from community.spaces.describing import Describable
from community.spaces.hosting import Hostable
from community.spaces.naming import NAME_MAX, Nameable
from community.spaces.retiring import Retirable
from community.spaces.seeing import SpaceQuerySet, Visibility
from community.spaces.starting import Startable
from members.groups.models import Group
from members.profiles.models import Member
from members.recognition.ladder import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Kind(models.TextChoices):
    """What a thread is that somebody starts."""

    DISCUSSION = "discussion", _("Discussion")
    QUESTION = "question", _("Question")
    IDEA = "idea", _("Idea")
    ANNOUNCEMENT = "announcement", _("Announcement")
    INTRO = "intro", _("Introduction")


class Made(models.TextChoices):
    """What a thread is that a program opens; nobody chooses it, and it stays so."""

    PROMPT = "prompt", _("Prompt")
    CHALLENGE = "challenge", _("Challenge")
    EVENT = "event", _("Event")


THREAD_KINDS = (*Kind.choices, *Made.choices)
"""All that a thread can be, with its word."""


class Who(models.TextChoices):
    """Who may start threads, or reply, among those who can see the space."""

    MEMBERS = "members", _("Every member")
    ACTIVE = "level2", _("The level Active or a higher one")
    HELPER = "level3", _("The level Helper or a higher one")
    MENTOR = "level4", _("The level Mentor or a higher one")
    AMBASSADOR = "level5", _("The level Ambassador")
    HOSTS = "hosts", _("Hosts and the team")
    TEAM = "team", _("The team")

    @property
    def step(self) -> Step | None:
        """The level it begins with, beside hosts and the team; none where it is not a matter of levels."""
        return Step[self.name] if self.value.startswith("level") else None


def all_kinds() -> list[str]:
    """The kinds that members may start, unless the space says otherwise."""
    return [Kind.DISCUSSION, Kind.QUESTION]


class Space(Nameable, Describable, Arrangeable, Hostable, Retirable, Startable, models.Model):
    """A place for threads; may sit in another space."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    purpose = models.CharField(_("purpose in one line"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True, validators=[MaxLengthValidator(5000)])
    hue = models.PositiveSmallIntegerField(_("colour"), default=7)
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    visibility = models.CharField(
        _("who can see it"), max_length=8, choices=Visibility.choices, default=Visibility.OPEN
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="spaces")
    who_starts = models.CharField(_("who may start threads"), max_length=8, choices=Who.choices, default=Who.MEMBERS)
    who_replies = models.CharField(_("who may reply"), max_length=8, choices=Who.choices, default=Who.MEMBERS)
    who_opens_rooms = models.CharField(
        _("who may open chat rooms"), max_length=8, choices=Who.choices, default=Who.HOSTS, db_default=Who.HOSTS
    )
    kinds = ArrayField(models.CharField(max_length=12), default=all_kinds)
    template = models.TextField(_("template for new threads"), blank=True, validators=[MaxLengthValidator(5000)])
    kind_templates = models.JSONField(default=dict, db_default={}, blank=True)
    """By kind, what a thread of that kind begins with instead; kinds that are not there have the one above."""
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    hosts = models.ManyToManyField(Member, through="SpaceHost", related_name="hosted_spaces")

    objects: ClassVar[Any] = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(visibility=Visibility.PRIVATE) | models.Q(group__isnull=False),
                name="space_private_has_group",
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="space_not_in_itself"),
            models.CheckConstraint(condition=models.Q(hue__lt=12), name="space_hue_known"),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None) | models.Q(archived_at__isnull=False),
                name="space_deleted_is_archived",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The space's page."""
        return reverse("space", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether visitors may read it."""
        return self.visibility == Visibility.OPEN

    def is_hosted_by(self, viewer: Member | AnonymousUser) -> bool:
        """Whether `viewer` is one of its hosts; one query for all spaces of a viewer."""
        from community.spaces.seeing import hosted_space_ids

        return self.pk in hosted_space_ids(viewer)


class FormerSlug(models.Model):
    """An address a space had; it leads there for ever and no other space can take it."""

    slug = models.SlugField(max_length=NAME_MAX, unique=True)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="former_slugs")
    given_up_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.slug


class SpaceHost(models.Model):
    """A member who looks after one space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="hostings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="hostings")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "member"], name="space_host_once")]

    def __str__(self) -> str:
        return f"{self.member} hosts {self.space}"
