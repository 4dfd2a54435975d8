"""The index: one document for each post and whatever else can be searched, the words that occur, what is still owed."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone

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


class SearchWord(models.Model):
    """A word that stands in some document, without accents: found by its beginning, or with letters wrong."""

    LONGEST: ClassVar[int] = 32

    word = models.CharField(max_length=LONGEST, primary_key=True)
    keys = ArrayField(models.IntegerField())  # of the word with up to two letters left out: spelling.py

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="search_word_keys", fastupdate=False)]

    def __str__(self) -> str:
        return self.word


class OwedQuerySet(models.QuerySet["SearchOwed"]):
    """Sets of stretches that are owed."""

    def due(self) -> OwedQuerySet:
        """Those that may be written now: never tried ones first."""
        return self.filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now())).order_by("attempts", "id")


class SearchOwed(models.Model):
    """A stretch of objects whose documents are still to be written; gone in the transaction that wrote them."""

    TRIES_AS_ONE: ClassVar[int] = 3
    LONGEST_ERROR: ClassVar[int] = 500

    kind = models.CharField(max_length=12)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects: ClassVar = OwedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(first__lte=models.F("last")), name="search_owed_in_order")]
        indexes = [models.Index(fields=["attempts", "id"], name="search_owed_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} to {self.last}"

    def give_back(self, error: Exception) -> None:
        """Leave it for later, waiting longer each time; halved in the end, so that one object stops no other."""
        self.attempts += 1
        self.error = f"{type(error).__name__}: {error}"[: self.LONGEST_ERROR]
        self.retry_at = timezone.now() + min(timedelta(seconds=15) * 2**self.attempts, timedelta(hours=1))
        if self.attempts >= self.TRIES_AS_ONE and self.first < self.last:
            middle = (self.first + self.last) // 2
            SearchOwed.objects.create(kind=self.kind, first=middle + 1, last=self.last, error=self.error)
            self.last, self.attempts, self.retry_at = middle, 0, None
        self.save()


class SearchVersion(models.Model):
    """In which version the documents of a kind are written, or owed."""

    kind = models.CharField(max_length=12, primary_key=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
