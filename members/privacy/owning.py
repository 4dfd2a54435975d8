"""What belongs to a member in each room, for a copy of it. Rooms and apps further up register theirs here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member

BATCH = 500

Files = Callable[["Member"], Iterable[tuple[str, str]]]
"""Of a member, the files to put in: the name in the copy, and where it stands in the storage."""


@dataclass(frozen=True)
class Exporter:
    """One file of a copy: the rows of a model that are a member's, and what is told of each."""

    name: str
    """The room and the file, such as `community/posts`."""
    says: StrOrPromise
    """One sentence for the README."""
    model: type[Model]
    mine: tuple[str, ...]
    """Lookups from the model to the member; one that fits is enough."""
    fields: tuple[str, ...]
    where: Q = field(default_factory=Q)
    files: Files | None = None

    @property
    def covers(self) -> frozenset[str]:
        """The keys to members that are answered for, as `app.Model.field`."""
        return frozenset(f"{self.model._meta.label}.{path}" for path in self.mine if "__" not in path)

    @property
    def file(self) -> str:
        """What it is called in the ZIP file."""
        return f"{self.name}.json"

    def rows(self, member: Member) -> Iterator[dict[str, Any]]:
        """Each row that is the member's, oldest first, in batches."""
        own = reduce(or_, (Q(**{path: member.pk}) for path in self.mine))
        found = self.model._base_manager.filter(own & self.where).order_by("pk").distinct()
        last: Any = None
        while batch := list(
            (found.filter(pk__gt=last) if last is not None else found).values("pk", *self.fields)[:BATCH]
        ):
            last = batch[-1]["pk"]
            for row in batch:
                yield {name: row[name] for name in self.fields}


EXPORTERS: dict[str, Exporter] = {}


def register(*exporters: Exporter) -> None:
    """Put these into every copy. Raises ValueError for a name used twice."""
    for exporter in exporters:
        if exporter.name in EXPORTERS:
            raise ValueError(f"Two files of a copy are called {exporter.name!r}.")
        EXPORTERS[exporter.name] = exporter
