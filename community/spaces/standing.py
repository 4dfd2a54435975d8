"""Rows that know the space their thread stands in, so that what happened in one space is found without its threads."""

from __future__ import annotations

from django.db import models

from community.spaces.models import Space


class StandsInSpace(models.Model):
    """Has the space of its thread: triggers write it, also when a thread or a post moves; code only asks for it."""

    # No constraint and no effect of its own: the thread behind it has both.
    space = models.ForeignKey(
        Space,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
