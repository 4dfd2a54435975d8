"""Trait: an idea gathers votes, has a status, and somebody is responsible for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.profiles.models import Member


class Status(models.TextChoices):
    """What became of an idea so far."""

    OPEN = "open", pgettext_lazy("status of an idea", "Open")
    REVIEW = "review", _("Under review")
    PLANNED = "planned", _("Planned")
    PROGRESS = "progress", _("In progress")
    SHIPPED = "shipped", _("Shipped")
    DECLINED = "declined", pgettext_lazy("status of an idea", "Declined")


FINISHED = (Status.SHIPPED.value, Status.DECLINED.value)
"""Nothing more comes of these; who voted for one has the vote back."""


class Plannable(models.Model):
    """Votes, status, who is responsible. What happens with them: the room of ideas; questions have votes too."""

    votes_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Counted anew from the votes with every change."""
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.OPEN, db_default=Status.OPEN.value, editable=False
    )
    status_at = models.DateTimeField(null=True, blank=True, editable=False)
    responsible = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="ideas_in_care", editable=False, db_index=False
    )

    class Meta:
        abstract = True


BOARD = models.Index(fields=["status", "-votes_count", "-id"], condition=Q(kind="idea"), name="thread_ideas")
KNOWN = models.CheckConstraint(condition=Q(status__in=Status.values), name="thread_status_known")
IDEAS_ALONE = models.CheckConstraint(
    condition=Q(kind="idea") | Q(status=Status.OPEN, responsible=None), name="thread_status_of_idea"
)
