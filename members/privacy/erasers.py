"""What is taken away of somebody who leaves, step by step. Rooms and apps further up register their steps here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from members.privacy.former import Identity
from members.profiles.models import Member

BATCH = 200


@dataclass(frozen=True)
class Leaver:
    """Whoever leaves, the words they are known by, and whether what they wrote goes too."""

    member: Member
    who: Identity
    erases_words: bool

    def without_names(self, words: Any) -> Any:
        """Words of others without the name, and without quotes of what is to go."""
        if self.erases_words and isinstance(words, str):
            words = self.who.quotes_taken_out_of(words)
        return self.who.taken_out_of(words)


class Eraser(ABC):
    """One step. It is done in batches, and a batch that was done twice has done nothing more than once."""

    key: str
    touches: ClassVar[frozenset[str]] = frozenset()
    """The keys to members that it answers for, as `app.Model.field`."""

    @abstractmethod
    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the batch behind `after`, a number of the step's own; returns where the next begins, None when done."""


class OtherWords(Eraser):
    """Takes names out of texts that others wrote and that are kept as they are."""

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        self.key = f"words:{model._meta.label_lower}"
        self._model, self._fields = model, fields

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        texts = {f"said_{name}": Cast(name, TextField()) for name in self._fields}
        named = leaver.who.named_in(*texts)
        rows = self._model._base_manager.annotate(**texts).filter(named, pk__gt=after).order_by("pk")
        last = None
        for row in rows.select_for_update(no_key=True)[:BATCH]:
            self._rewrite(row, leaver)
            last = row.pk
        return last

    def _rewrite(self, row: models.Model, leaver: Leaver) -> None:
        for name in self._fields:
            setattr(row, name, self._fitting(name, leaver.without_names(getattr(row, name))))
        try:
            with transaction.atomic():
                row.save(update_fields=self._fields)
        except IntegrityError:
            # Another row says the same by now: a number tells them apart.
            for name in self._fields:
                if isinstance(words := getattr(row, name), str):
                    setattr(row, name, self._fitting(name, f"{row.pk} {words}"))
            row.save(update_fields=self._fields)

    def _fitting(self, name: str, words: Any) -> Any:
        longest = getattr(self._model._meta.get_field(name), "max_length", None)
        return words[:longest] if isinstance(words, str) and longest else words


class Rows(Eraser):
    """Deletes rows of a model, in batches."""

    def __init__(
        self, model: type[models.Model], wanted: Callable[[Leaver], Q], *touches: str, words_only: bool = False
    ) -> None:
        self.key = f"rows:{model._meta.label_lower}"
        self.touches = frozenset(f"{model._meta.label}.{name}" for name in touches)  # type: ignore[misc]
        self._model, self._wanted, self._words_only = model, wanted, words_only

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        if self._words_only and not leaver.erases_words:
            return None
        ids = list(self._model._base_manager.filter(self._wanted(leaver)).values_list("pk", flat=True)[:BATCH])
        self._model._base_manager.filter(pk__in=ids).delete()
        return after if len(ids) == BATCH else None


class OwnWords(Eraser):
    """Puts other words in the place of a leaver's own, if these are to go."""

    def __init__(self, model: type[models.Model], key: str, instead: dict[str, Callable[[Leaver], Any]]) -> None:
        self.key = f"own:{model._meta.label_lower}"
        self.touches = frozenset({f"{model._meta.label}.{key}"})  # type: ignore[misc]
        self._model, self._key, self._instead = model, key, instead

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        if not leaver.erases_words:
            return None
        found = self._model._base_manager.filter(**{self._key: leaver.member.pk}, pk__gt=after).order_by("pk")
        ids = list(found.values_list("pk", flat=True)[:BATCH])
        said = {name: words(leaver) for name, words in self._instead.items()}
        self._model._base_manager.filter(pk__in=ids).update(**said)
        return ids[-1] if len(ids) == BATCH else None


ERASERS: dict[str, Eraser] = {}
"""By key, in the order in which they are done."""
ONLY_A_NUMBER: dict[str, str] = {}
"""Keys to members behind which no words of theirs stand, with the reason; the last step empties them."""
WORDS_STAY: dict[str, str] = {}
"""Keys to members whose words stay without a name in any case, with the reason."""


def register(*erasers: Eraser) -> None:
    """Do these for whoever leaves. Raises ValueError for a key used twice."""
    for eraser in erasers:
        if eraser.key in ERASERS:
            raise ValueError(f"Two steps of leaving are called {eraser.key!r}.")
        ERASERS[eraser.key] = eraser


def only_a_number(reason: str, *keys: str) -> None:
    """Say that these keys to members hold nothing but who it was."""
    ONLY_A_NUMBER.update(dict.fromkeys(keys, reason))


def words_stay(reason: str, *keys: str) -> None:
    """Say that what stands behind these keys stays, without the name."""
    WORDS_STAY.update(dict.fromkeys(keys, reason))
