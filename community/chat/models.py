"""Chat: light rooms inside a space, their lines, and what each member keeps of a room."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.chat.resting import Restable
from community.chat.seeing import LineQuerySet, RoomQuerySet
from community.chat.steering import Steerable
from community.chat.withdrawing import Withdrawable
from community.chat.writing import Editable, Writable
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from moderation.review.models import Reviewable

SUBJECT_MIN, SUBJECT_MAX = 3, 120


class ChatRoom(Steerable, Restable, Writable, models.Model):
    """A place for quick talk about one subject, seen by whoever sees its space."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="chat_rooms", db_index=False)
    subject = models.CharField(_("subject"), max_length=SUBJECT_MAX, validators=[MinLengthValidator(SUBJECT_MIN)])
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="chat_rooms")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = RoomQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(subject=""), name="chat_room_has_subject")]
        indexes = [
            models.Index(fields=["space", "-active_at", "-id"], name="chat_room_of_space"),
            models.Index(fields=["active_at"], condition=Q(rested_at=None), name="chat_room_quiet"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The room's page, with its newest lines."""
        return reverse("chat_room", args=[self.space.slug, self.pk])


class ChatStretch(models.Model):
    """Lines that became a thread: from one to another, and which thread it was."""

    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="stretches", db_index=False)
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    first_line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    lines_count = models.PositiveIntegerField()
    posts_count = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "first_line", "last_line"], name="chat_stretch_once"),
            models.CheckConstraint(condition=Q(first_line__lte=models.F("last_line")), name="chat_stretch_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_line} to {self.last_line} of {self.room_id}"


class ChatLine(Editable, Withdrawable, Reviewable, models.Model):
    """One line of chat; ids follow the order in which a room's lines were written."""

    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="lines", db_index=False)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="chat_lines", db_index=False)
    source = models.TextField()
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    mentioned = ArrayField(models.BigIntegerField(), default=list, editable=False)  # ids of the members it names
    markup_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    stretch = models.ForeignKey(ChatStretch, on_delete=models.SET_NULL, null=True, related_name="lines")
    # The line that says what became of others: no words of its own.
    tells_of = models.OneToOneField(ChatStretch, on_delete=models.CASCADE, null=True, related_name="told_by")
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], condition=~Q(submission=""), name="chat_line_submission_once"
            ),
        ]
        indexes = [
            models.Index(fields=["room", "id"], name="chat_line_of_room"),
            models.Index(fields=["author", "-created_at"], name="chat_line_by_author"),
            GinIndex(fields=["mentioned"], name="line_mentioned"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} in {self.room_id}"

    def get_absolute_url(self) -> str:
        """The room's page, opened at this line."""
        return f"{self.room.get_absolute_url()}?at={self.pk}#m-{self.pk}"


class ChatLineVersion(models.Model):
    """How a line read before an edit: kept only of what the team asked to change, or looks at."""

    line = models.ForeignKey(ChatLine, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.line_id} before {self.at:%Y-%m-%d}"


class Hearing(models.TextChoices):
    """How much to hear of a room, in words."""

    EVERYTHING = "everything", _("Everything")
    MENTIONS = "mentions", _("Mentions")
    NOTHING = "nothing", _("Nothing")


class ChatSeat(models.Model):
    """What one member keeps of a room: how far they have read, and how much they want to hear."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="chat_seats", db_index=False)
    room = models.ForeignKey(ChatRoom, on_delete=models.CASCADE, related_name="seats", db_index=False)
    last_line = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(default=timezone.now)
    level = models.CharField(max_length=10, choices=Hearing.choices, default=Hearing.MENTIONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "room"], name="chat_seat_once"),
            models.CheckConstraint(condition=Q(level__in=Hearing.values), name="chat_seat_level_known"),
        ]
        indexes = [models.Index(fields=["room", "level"], name="chat_seat_level")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.room_id}"
