"""What newcomers have done of the three actions, and what the team chose for their page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.guides.models import Guide
from community.spaces.models import Space
from community.threads.models import Thread
from community.welcome.choosing import Choosable
from members.profiles.models import Member

WORDS_MAX, ADDRESS_MAX, SAID_MAX = 500, 300, 5000


class Action(models.TextChoices):
    """The three actions, in the order in which they stand unless an experiment says otherwise."""

    HELLO = "hello", _("Say hello")
    INTERESTS = "interests", _("Pick what you care about")
    USEFUL = "useful", _("Get something useful today")


class WelcomeStep(models.Model):
    """One action of one newcomer, done or skipped; what was skipped can still be done."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="welcome_steps")
    action = models.CharField(max_length=9, choices=Action.choices)
    done_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")
    """The introduction, or the question that was asked."""
    guide = models.ForeignKey(Guide, on_delete=models.SET_NULL, null=True, related_name="+")
    """The guide that was opened."""
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[WelcomeStep]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "action"], name="welcome_step_once"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="welcome_action_known"),
            models.CheckConstraint(
                condition=Q(done_at=None, skipped_at__isnull=False) | Q(done_at__isnull=False, skipped_at=None),
                name="welcome_step_done_or_skipped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.action}"


class WelcomeRules(Choosable, models.Model):
    """What the team chose for the page of newcomers; exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    intro_space = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="+")
    """Where introductions go; none: the first space that takes them."""
    words = models.CharField(max_length=WORDS_MAX, blank=True, default="", db_default="")
    """Said to newcomers under the greeting."""
    video = models.CharField(max_length=ADDRESS_MAX, blank=True, default="", db_default="")
    """The address of a film on this server."""
    video_words = models.TextField(blank=True, default="", db_default="")
    """What is said and seen in it, for whoever does not play it."""

    objects: ClassVar[models.Manager[WelcomeRules]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="welcome_rules_one_row")]

    def __str__(self) -> str:
        return "welcome"

    @classmethod
    def current(cls) -> WelcomeRules:
        """What was chosen; what comes with Talkoot until somebody chooses."""
        return cls.objects.select_related("intro_space").filter(pk=1).first() or cls()
