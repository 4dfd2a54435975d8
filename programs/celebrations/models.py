"""Celebrations: what somebody reached, once each; managers choose what, and each member whether in public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.following.silencing import across_a_block
from community.posts.models import Post
from community.spaces.seeing import Visibility
from community.threads.models import Thread
from members.profiles.finding import UNLISTED
from members.profiles.models import Member
from members.recognition.ladder import Step

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer

CLOSED = {"celebrate": "hidden"}, {"profile": "members"}
"""Preferences with which nothing is celebrated in public."""


class What(models.TextChoices):
    """What can be celebrated."""

    FIRST_POST = "first_post", gettext_lazy("First post")
    ANSWERS = "answers", gettext_lazy("10th and 100th accepted answer")
    ANNIVERSARY = "anniversary", gettext_lazy("A year more among us")
    LEVEL = "level", gettext_lazy("A level")
    THANKS = "thanks", gettext_lazy("10, 50 and 100 thanks")


class CelebrationRule(models.Model):
    """Whether one kind is celebrated, and where; with neither home nor digest only the person is told."""

    what = models.CharField(max_length=12, choices=What.choices, primary_key=True)
    is_on = models.BooleanField(default=True)
    on_home = models.BooleanField(default=True)
    in_digest = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[CelebrationRule]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(what__in=What.values), name="celebration_rule_known")]

    def __str__(self) -> str:
        return self.what

    @property
    def is_public(self) -> bool:
        """Whether others hear of it at all."""
        return self.on_home or self.in_digest


def rules() -> dict[str, CelebrationRule]:
    """The rule of each kind, all on until somebody says otherwise. One query."""
    kept = CelebrationRule.objects.in_bulk()
    return {what: kept.get(what) or CelebrationRule(what=what) for what in What.values}


def open_members() -> models.QuerySet[Member]:
    """Whose doings may be celebrated in public now: there, not held off, profile open, and not unwilling."""
    now = Now()  # not a value of this moment: the query may be kept and asked again
    there = Member.objects.present().filter(profile_hidden_at=None).exclude(UNLISTED)
    for closed in CLOSED:
        there = there.exclude(preferences__contains=closed)
    return there.exclude(Q(silenced_until__gt=now) | Q(suspended_until__gt=now))


class CelebrationQuerySet(models.QuerySet["Celebration"]):
    """Sets of celebrations."""

    def public(self) -> CelebrationQuerySet:
        """Those of members who can be celebrated in public; of first posts while they can be read."""
        read = Post.objects.filter(
            deleted_at=None, hidden_at=None, held_at=None, thread__deleted_at=None, thread__held_at=None
        )
        return self.filter(
            Q(post=None) | Q(post__in=read.values("pk")), is_public=True, member__in=open_members().values("pk"),
        ).exclude(what=What.FIRST_POST, post=None)  # fmt: skip

    def in_the_open(self) -> CelebrationQuerySet:
        """Those that every member may know of."""
        return self.public().filter(
            Q(post=None) | Q(post__thread__space__visibility__in=[Visibility.OPEN, Visibility.MEMBERS])
        )

    def visible_to(self, viewer: Viewer) -> CelebrationQuerySet:
        """For members: what is public, of threads they see now; nobody they blocked, or who blocked them."""
        if not isinstance(viewer, Member) or viewer.is_suspended:
            return self.none()
        seen = self.public().filter(Q(post=None) | Q(post__thread__in=Thread.objects.visible_to(viewer).values("pk")))
        return seen.exclude(across_a_block(viewer))

    def shown_on(self, place: str) -> CelebrationQuerySet:
        """Of kinds that are celebrated at a place: `on_home` or `in_digest`; each is until somebody says otherwise."""
        elsewhere = CelebrationRule.objects.exclude(is_on=True, **{place: True})
        return self.exclude(what__in=elsewhere.values("what"))


class Celebration(models.Model):
    """One thing somebody reached: which, the how manieth, and with which post, if it was a first one."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="celebrations")
    what = models.CharField(max_length=12, choices=What.choices)
    number = models.PositiveIntegerField(default=1)  # answers, years, thanks, or the level
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    is_public = models.BooleanField(default=False)
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = CelebrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "what", "number"], name="celebrated_once"),
            models.UniqueConstraint(
                fields=["member", "day"], condition=Q(is_public=True), name="celebrated_once_a_day"
            ),
            models.CheckConstraint(condition=Q(what__in=What.values), name="celebration_known"),
        ]
        indexes = [models.Index(fields=["-at"], condition=Q(is_public=True), name="celebration_latest")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.what} {self.number}"

    def get_absolute_url(self) -> str:
        """Where members see it: the first post, or the profile."""
        return self.post.get_absolute_url() if self.post is not None else self.member.get_absolute_url()

    @property
    def space(self) -> Space | None:
        """Where its post stands now: threads move."""
        return self.post.thread.space if self.post is not None else None

    @property
    def line(self) -> str:
        """What others read."""
        return Words.of(self).others

    @property
    def to_member(self) -> str:
        """What the person reads."""
        return Words.of(self).own


@dataclass(frozen=True)
class Words:
    """One celebration in words, for others and for the person."""

    others: str
    own: str

    @classmethod
    def of(cls, one: Celebration) -> Words:
        """In the language of now."""
        n = {"n": one.number, "name": one.member.name}
        if one.what == What.ANSWERS:
            return cls(
                ngettext("%(n)d answer of %(name)s was accepted", "%(n)d answers of %(name)s were accepted", one.number)
                % n,
                ngettext("%(n)d of your answers was accepted.", "%(n)d of your answers were accepted.", one.number) % n,
            )
        if one.what == What.ANNIVERSARY:
            return cls(
                ngettext("%(name)s has been here for %(n)d year", "%(name)s has been here for %(n)d years", one.number)
                % n,
                ngettext("You have been here for %(n)d year.", "You have been here for %(n)d years.", one.number) % n,
            )
        if one.what == What.THANKS:
            return cls(
                ngettext("%(name)s was thanked %(n)d time", "%(name)s was thanked %(n)d times", one.number) % n,
                ngettext("You were thanked %(n)d time.", "You were thanked %(n)d times.", one.number) % n,
            )
        if one.what == What.LEVEL:
            level = {"level": Step(one.number).label, "name": one.member.name}
            return cls(_("%(name)s is %(level)s now") % level, _("You are %(level)s now.") % level)
        return cls(_("%(name)s wrote a first post") % n, _("You wrote your first post. Good to have you here."))
