"""The index: one document for each post, and for whatever else can be searched."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from community.search.registry import still_readable
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member

POST = "post"


class DocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Sets of documents."""

    def in_spaces(self, space_ids: frozenset[int]) -> DocumentQuerySet:
        """Documents written for these spaces; quick, but true only as of the last writing."""
        return self.filter(space_id__in=space_ids)

    def readable_in(self, space_ids: frozenset[int]) -> DocumentQuerySet:
        """Documents that may be shown now to somebody who sees these spaces: nothing deleted, hidden or held."""
        thread = {"thread__space_id__in": space_ids, "thread__deleted_at": None, "thread__space__deleted_at": None}
        return self.filter(still_readable(), **thread)

    def titled(self) -> DocumentQuerySet:
        """Those that carry a title: first posts."""
        return self.exclude(title="")


class SearchDocument(models.Model):
    """The words of one thing that can be found; its source in registry.py says them anew when it changes."""

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()  # the post of the thread that a result leads to
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True)
    title = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=200, blank=True)  # the title without accents, to compare with typing errors
    text = models.TextField(blank=True)
    has_image = models.BooleanField(default=False)
    vector = SearchVectorField()
    title_vector = SearchVectorField(null=True)

    objects: ClassVar = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once")]
        indexes = [
            # Without a list of pending entries: reading stays quick also while everything is indexed anew.
            GinIndex(fields=["vector"], name="search_words", fastupdate=False),
            GinIndex(fields=["title_vector"], name="search_title_words", fastupdate=False),
            models.Index(fields=["-created_at", "-id"], name="search_newest"),
            models.Index(fields=["author", "-created_at"], name="search_by_author"),
            models.Index(fields=["space", "-created_at"], name="search_in_space"),
            models.Index(fields=["-id"], condition=~models.Q(title=""), name="search_titled"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
