"""What belongs to a member in each room, for a copy of it. Rooms and apps further up register theirs here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Model, Q, Value, When

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member

BATCH = 500

Files = Callable[["Member"], Iterable[tuple[str, str]]]
"""Of a member, the files to put in: the name in the copy, and where it stands in the storage."""
Condition = Callable[["Member"], Q]
"""Of a member, rows in which something is theirs to read."""


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
    told_if: Mapping[str, Condition] = field(default_factory=dict)
    """Fields that can hold words of others, with the rows in which they do not; in all others they stay empty."""

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
        asked = {f"tells_{name}": _whether(condition(member)) for name, condition in self.told_if.items()}
        found = self.model._base_manager.filter(own & self.where).annotate(**asked).order_by("pk").distinct()
        wanted, last = found.values("pk", *self.fields, *asked), None
        while batch := list((wanted.filter(pk__gt=last) if last is not None else wanted)[:BATCH]):
            last = batch[-1]["pk"]
            for row in batch:
                yield {name: row[name] if row.get(f"tells_{name}", True) else None for name in self.fields}


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


EXPORTERS: dict[str, Exporter] = {}


def register(*exporters: Exporter) -> None:
    """Put these into every copy. Raises ValueError for a name used twice."""
    for exporter in exporters:
        if exporter.name in EXPORTERS:
            raise ValueError(f"Two files of a copy are called {exporter.name!r}.")
        EXPORTERS[exporter.name] = exporter
