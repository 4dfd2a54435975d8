"""Facts by day, made from what is written and from the log; each can be made again with the same result."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.stages.models import Stage


class Source(models.TextChoices):
    """How somebody came."""

    INVITATION = "invitation", _("An invitation")
    LINK = "link", _("A member’s link")
    APPLICATION = "application", _("An application")
    OPEN = "open", _("Came by themselves")


class Dimensions(models.Model):
    """Where a member stood on that day, as far as numbers are told apart by it."""

    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.AWARE)
    level = models.PositiveSmallIntegerField(choices=Step.choices, default=Step.NEWCOMER)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.OPEN)

    class Meta:
        abstract = True


class Deeds(models.Model):
    """How often something was done deliberately; reading and signing in are no deeds."""

    threads = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    reactions = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)
    """Chat, guides, votes, thanks, events, challenges and the like: see `acting.OTHERS`."""

    class Meta:
        abstract = True


class MemberDay(Dimensions, Deeds, models.Model):
    """What one member did on a day in a space, or (no space) outside of spaces. Only who did something has a row."""

    day = models.DateField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    is_staff = models.BooleanField(default=False)
    """Whether they were of the team (moderators, managers, the owner) when the day ended."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "member", "space"], nulls_distinct=False, name="member_day_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "day"], name="member_day_of"),
            models.Index(fields=["space", "day"], include=["member"], name="member_day_in"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.day}"


class DayCut(Dimensions, Deeds, models.Model):
    """A day of a space, or (no space) of the whole community, by stage, level and source: adds up over these three."""

    day = models.DateField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    people = models.PositiveIntegerField(default=0)
    """Members who did something; in the whole community each counts once."""
    joined = models.PositiveIntegerField(default=0)
    """Members who joined on that day; always 0 for a space."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "space", "stage", "level", "source"], nulls_distinct=False, name="day_cut_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["space", "day"], name="day_cut_in")]

    def __str__(self) -> str:
        return f"{self.day} in {self.space_id or 'all'}: {self.people}"


class Arrival(models.Model):
    """How somebody came, and the first steps they took; one row for each member."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="arrival")
    day = models.DateField()
    """The day they joined, in the community's zone."""
    at = models.DateTimeField()
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.OPEN)
    referrer = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    first_act_at = models.DateTimeField(null=True)
    """The first thing they did deliberately."""
    activated_at = models.DateTimeField(null=True)
    """The first post, or the first event they said yes to."""
    contributed_at = models.DateTimeField(null=True)
    """The first post, line of chat, guide, question or entry that stands."""
    returned_at = models.DateTimeField(null=True)
    """The first contribution on another day than the first one."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="arrival_day")]

    def __str__(self) -> str:
        return f"{self.member_id} came on {self.day}"


class Opening(models.Model):
    """A thread that members opened, and how it was answered. Peers are whoever is not of the team, but the author."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, primary_key=True, related_name="opening")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    day = models.DateField()
    opened_at = models.DateTimeField()
    by_newcomer = models.BooleanField(default=False)
    """Whether the author had joined less than 30 days before."""
    by_staff = models.BooleanField(default=False)
    replied_at = models.DateTimeField(null=True)
    """The first reply that stands, by anybody but the author."""
    replied_by_staff = models.BooleanField(null=True)
    peer_at = models.DateTimeField(null=True)
    staff_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    """When the answer that holds was accepted; questions only."""
    solved_by_staff = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When it stopped waiting without a reply: closed, merged. From then on it is censored."""
    replies = models.PositiveIntegerField(default=0)
    """Replies that stand."""
    people = models.PositiveIntegerField(default=0)
    """Members who wrote in it, with the author."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(replied_at=None, replied_by_staff=None)
                | Q(replied_at__isnull=False, replied_by_staff__isnull=False),
                name="opening_reply_by_somebody",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["day"], name="opening_day"),
            models.Index(fields=["space", "day"], name="opening_in"),
            models.Index(fields=["author", "day"], name="opening_by"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} opened on {self.day}"


class RolledDay(models.Model):
    """A day that was made; a day without a row is owed, and so is one that was touched since."""

    day = models.DateField(primary_key=True)
    rolled_at = models.DateTimeField()
    touched_at = models.DateTimeField(null=True)
    """When something of that day changed afterwards: a late row, a move, a merge, something deleted."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["day"], condition=Q(touched_at__isnull=False), name="rolled_day_touched")
        ]

    def __str__(self) -> str:
        return f"{self.day} at {self.rolled_at}"


class LogSeen(models.Model):
    """How far the log was looked through for rows that came late; one row. See `noticing`."""

    settled = models.BigIntegerField()
    """Rows up to this number were looked at."""
    coming = models.BigIntegerField()
    """The last number that was given when it was asked; rows up to it may still come."""
    asked_at = models.DateTimeField()
    """When that was, by the clock of the database."""

    def __str__(self) -> str:
        return f"up to {self.settled}"
