"""Following: how much somebody wants to hear, and how far they have read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.spaces.models import Space
from community.spaces.standing import StandsInSpace
from community.threads.models import Thread
from members.profiles.models import Member


class Level(models.TextChoices):
    """How much to hear about something, in words."""

    EVERYTHING = "everything", _("Everything")
    REPLIES = "replies", _("Replies to me")
    NOTHING = "nothing", _("Nothing")


class Reason(models.TextChoices):
    """Why somebody follows a thread, said on the page."""

    CHOSEN = "chosen", _("You chose this.")
    STARTED = "started", _("You follow because you started this thread.")
    REPLIED = "replied", _("You follow because you replied.")
    MENTIONED = "mentioned", _("You follow because you were mentioned.")
    DUPLICATE = "duplicate", _("You follow because you followed a duplicate of this thread.")


class Follow(models.Model):
    """A member's choice about one thread, space, tag or person."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follows")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="follows")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="follows")
    person = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="followers")
    tag = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.CHOSEN)
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Follow]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "thread"], condition=Q(thread__isnull=False), name="follow_thread_once"
            ),
            models.UniqueConstraint(
                fields=["member", "space"], condition=Q(space__isnull=False), name="follow_space_once"
            ),
            models.UniqueConstraint(
                fields=["member", "person"], condition=Q(person__isnull=False), name="follow_person_once"
            ),
            models.UniqueConstraint(fields=["member", "tag"], condition=~Q(tag=""), name="follow_tag_once"),
            models.CheckConstraint(
                condition=(
                    Q(thread__isnull=False, space=None, person=None, tag="")
                    | Q(thread=None, space__isnull=False, person=None, tag="")
                    | Q(thread=None, space=None, person__isnull=False, tag="")
                    | (Q(thread=None, space=None, person=None) & ~Q(tag=""))
                ),
                name="follow_one_thing",
            ),
            models.CheckConstraint(condition=~Q(person=models.F("member")), name="follow_not_oneself"),
        ]
        indexes = [
            models.Index(fields=["thread", "level"], condition=Q(thread__isnull=False), name="follow_of_thread"),
            models.Index(fields=["space", "level"], condition=Q(space__isnull=False), name="follow_of_space"),
            models.Index(fields=["person", "level"], condition=Q(person__isnull=False), name="follow_of_person"),
            models.Index(fields=["tag", "level"], condition=~Q(tag=""), name="follow_of_tag"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.level}"


class Silence(models.Model):
    """A member does not want to see another: muted (their posts fold), or blocked (they cannot reach me either)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="silences")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="silenced_by")
    blocked = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="silence_once"),
            models.CheckConstraint(condition=~Q(other=models.F("member")), name="silence_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} silences {self.other_id}"


class Reading(StandsInSpace, models.Model):
    """How far a member has read a thread, on all devices."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="readings")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readings")
    last_number = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "thread"], name="reading_once")]
        indexes = [
            models.Index(fields=["member", "-read_at"], include=["thread"], name="reading_by_member"),
            models.Index(fields=["space", "member", "read_at"], name="reading_by_space"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.thread_id} to {self.last_number}"
