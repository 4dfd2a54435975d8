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

from community.search.registry import readable_on_shelves, still_readable
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member

POST = "post"


class DocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Sets of documents."""

    def in_spaces(self, space_ids: frozenset[int]) -> DocumentQuerySet:
        """Documents written for these spaces, or for none; quick, but true only as of the last writing."""
        return self.filter(Q(space_id__in=space_ids) | Q(space=None))

    def readable_in(self, space_ids: frozenset[int]) -> DocumentQuerySet:
        """Documents that may be shown now to somebody who sees these spaces: nothing deleted, hidden or held."""
        thread = {
            "thread__space_id__in": space_ids,
            "thread__deleted_at": None,
            "thread__held_at": None,
            "thread__space__deleted_at": None,
        }
        return self.filter((still_readable() & Q(**thread)) | readable_on_shelves(space_ids))

    def titled(self) -> DocumentQuerySet:
        """Those that carry a title: first posts."""
        return self.exclude(title="")


class SearchDocument(models.Model):
    """The words of one thing that can be found; its source in registry.py says them anew when it changes."""

    kind = models.CharField(max_length=12)
    object_id = models.BigIntegerField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField()  # the post of the thread that a result leads to
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
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
    """Sets of ranges that are owed."""

    def due(self) -> OwedQuerySet:
        """Those that may be written now: never tried ones first."""
        return self.filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now())).order_by("attempts", "id")


class SearchOwed(models.Model):
    """A range of objects whose documents are still to be written; gone in the transaction that wrote them."""

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


class SavedSearch(models.Model):
    """A search a member keeps under a name; with `tells_at`, a daily notice says what is new in it."""

    MOST: ClassVar[int] = 20
    NAME_MAX: ClassVar[int] = 60

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=NAME_MAX)
    query = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    tells_at = models.DateTimeField(null=True)  # since when
    looked_at = models.DateTimeField(default=timezone.now)
    last_document = models.BigIntegerField(default=0)  # documents above are new

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "name"], name="saved_search_name_once"),
            models.UniqueConstraint(fields=["member", "query"], name="saved_search_query_once"),
        ]
        indexes = [models.Index(fields=["looked_at"], condition=Q(tells_at__isnull=False), name="saved_search_due")]

    def __str__(self) -> str:
        return self.name


class SearchNews(models.Model):
    """What one day brought a saved search: the threads, as they were found for its member at that moment."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="news")
    day = models.DateField()
    threads = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["saved", "day"], name="search_news_once_a_day")]

    def __str__(self) -> str:
        return f"{self.saved_id} on {self.day}"


class UnfoundSearch(models.Model):
    """Words that were looked for and not found. Nobody is named: `people` tells two searchers apart and no more."""

    WORDS_MAX: ClassVar[int] = 120

    words = models.CharField(max_length=WORDS_MAX, unique=True)  # small letters without accents, single spaces
    times = models.PositiveIntegerField(default=0)
    people = ArrayField(models.CharField(max_length=16), default=list)  # keyed by the words, at most two
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["-last_at"], name="unfound_latest")]

    def __str__(self) -> str:
        return self.words
