"""Tags that managers look after: described, another name of a tag, or retired. All others are just words of threads."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from config.lib.tag_names import TAG_MAX
from members.profiles.models import Member

DESCRIPTION_MAX = 300


class Tag(models.Model):
    """What is known of a tag beside the threads that carry it; everybody may read it."""

    name = models.CharField(max_length=TAG_MAX, unique=True)
    description = models.CharField(max_length=DESCRIPTION_MAX, blank=True)
    synonym_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="synonyms")
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[Tag]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(synonym_of=F("id")), name="tag_not_its_own_synonym"),
            models.CheckConstraint(condition=Q(synonym_of=None) | Q(retired_at=None), name="tag_synonym_in_use"),
        ]

    def __str__(self) -> str:
        return self.name
