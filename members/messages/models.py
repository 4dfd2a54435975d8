"""Messages among members: who is in one talk, what was said in it, and what was reported of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.messages.seating import Answerable, Leavable, Mutable
from members.messages.seeing import MessageQuerySet, SeatQuerySet, TalkQuerySet
from members.messages.taking_back import Editable, Hideable, Withdrawable
from members.messages.writing import Peopled, Writable
from members.profiles.models import Member

NAME_MAX = 80
NOTE_MAX = 1000


class Talk(Writable, Peopled, models.Model):
    """What two members, or a small group of them, write to one another; nobody else learns that it exists."""

    # "3:17" for the talk of two members, of which there is one; a group has none.
    pair = models.CharField(max_length=41, blank=True, editable=False)
    name = models.CharField(_("name of the group"), max_length=NAME_MAX, blank=True)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="talks_begun")
    last_message = models.BigIntegerField(default=0, editable=False)
    active_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = TalkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["begun_by", "-begun_at"], name="talk_begun")]
        constraints = [models.UniqueConstraint(fields=["pair"], condition=~Q(pair=""), name="talk_pair_once")]

    def __str__(self) -> str:
        return f"talk {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("messages_talk", args=[self.pk])

    @property
    def is_group(self) -> bool:
        """Whether more than two may be in it."""
        return not self.pair


class TalkSeat(Answerable, Leavable, Mutable, models.Model):
    """One member's place in a talk: since when, how far they have read, and whether they wanted it."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="seats", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="talk_seats", db_index=False)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # What stood there before somebody came is not theirs to read.
    from_message = models.BigIntegerField(default=0, editable=False)
    last_read = models.BigIntegerField(default=0, editable=False)

    objects: ClassVar[Any] = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "member"], name="talk_seat_once"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="talk_seat_accepted_or_declined"
            ),
        ]
        indexes = [models.Index(fields=["member"], condition=Q(left_at=None, declined_at=None), name="talk_seat_taken")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.talk_id}"


class Told(models.TextChoices):
    """What a line says that nobody wrote: it has no words of its own."""

    ADDED = "added", _("added somebody")
    LEFT = "left", _("left")
    NAMED = "named", _("gave the group another name")


class Message(Editable, Withdrawable, Hideable, models.Model):
    """One message; ids follow the order in which they were written in their talk."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="messages", db_index=False)
    source = models.TextField(blank=True)
    html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    mentioned = ArrayField(models.BigIntegerField(), default=list, editable=False)  # ids of the members it names
    markup_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    told = models.CharField(max_length=8, choices=Told.choices, blank=True, editable=False)
    about = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    submission = models.CharField(max_length=64, blank=True, editable=False)
    submission_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission"], condition=~Q(submission=""), name="message_submission_once"
            ),
            models.CheckConstraint(condition=Q(told__in=["", *Told.values]), name="message_told_known"),
        ]
        indexes = [
            models.Index(fields=["talk", "id"], name="message_of_talk"),
            models.Index(fields=["author", "-created_at"], name="message_by_author"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} in {self.talk_id}"

    def get_absolute_url(self) -> str:
        """The talk's page, opened at this message."""
        return f"{reverse('messages_talk', args=[self.talk_id])}?at={self.pk}#m-{self.pk}"


class MessagePicture(models.Model):
    """A picture or file that a message shows; uploads stand further up and are known here by their number."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="pictures", db_index=False)
    upload_id = models.BigIntegerField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["message"], name="message_picture_of")]

    def __str__(self) -> str:
        return f"{self.upload_id} in {self.message_id}"


class Reason(models.TextChoices):
    """Why somebody reports a message."""

    UNKIND = "unkind", _("It is unkind or threatens somebody")
    SPAM = "spam", _("It is advertising, or a fraud")
    PRIVATE = "private", _("It shares what is private, or what I did not want to see")
    ILLEGAL = "illegal", _("Illegal")
    OTHER = "other", _("Something else")
    RULE = "rule", _("Against a rule")


class MessageReport(models.Model):
    """A member showed a message to the team. Of the talk nobody there sees more than what was shown here.

    What becomes of it is for whoever gathers reports into cases.
    """

    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="reports")
    reporter = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="messages_reported")
    reason = models.CharField(max_length=8, choices=Reason.choices)
    rule_key = models.CharField(max_length=40, blank=True, default="", db_default="")  # of the rule that is named
    note = models.TextField(blank=True, max_length=NOTE_MAX)
    # The message and what was chosen of the three before it, as they were, the oldest first: author (id), at, html,
    # pictures (ids of uploads).
    shown = models.JSONField(default=list, editable=False)
    reported_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reporter"], name="message_report_once"),
            models.CheckConstraint(condition=Q(rule_key="") | Q(reason=Reason.RULE), name="message_report_rule"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="message_report_reason_known"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
