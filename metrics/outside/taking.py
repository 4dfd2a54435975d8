"""Taking facts in: the same fact twice is one, and the last word about a day holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db import transaction

from members.activity.log import record
from members.profiles.models import Member
from metrics.outside.keys import folded, small, who
from metrics.outside.models import FactKind, OutsideFact, OutsideSource

BATCH = 2_000


@dataclass(frozen=True)
class Told:
    """One fact as it came: whose address, what, since when, and how much."""

    address: str
    name: str
    sort: str
    day: date
    value: float


class OtherSort(Exception):
    """A fact of this name says something else: a number in place of yes or no, or the other way round."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@transaction.atomic
def take_in(source: OutsideSource, facts: Sequence[Told], *, by: Member | None) -> int:
    """Write them all, or nothing; returns how many. `by` is nobody where the source sent them.

    Raises OtherSort, and DoesNotExist for a source that is gone.
    """
    OutsideSource.objects.select_for_update(no_key=True).get(pk=source.pk)  # one at a time for each source
    kinds = _kinds(source, {fact.name: fact.sort for fact in facts})
    last = {(folded(fact.name), who(fact.address), fact.day): fact for fact in facts}
    for some in batched(last.items(), BATCH, strict=False):
        members = whose({address for (_name, address, _day), _fact in some}, (fact.address for _key, fact in some))
        rows = [
            OutsideFact(kind=kinds[name], who=address, member_id=members.get(address), day=day, value=fact.value)
            for (name, address, day), fact in some
        ]
        OutsideFact.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "who", "day"], update_fields=["value", "member"]
        )
    record("outside_facts.taken", actor=by, subject=source, count=len(last))
    return len(last)


def _kinds(source: OutsideSource, wanted: dict[str, str]) -> dict[str, FactKind]:
    known = {kind.folded: kind for kind in FactKind.objects.filter(source=source)}
    for name, sort in wanted.items():
        key = folded(name)
        kind = known.get(key)
        if kind is None:
            known[key] = FactKind.objects.create(source=source, name=name, folded=key, sort=sort)
        elif kind.sort != sort:
            raise OtherSort(name)
    return known


def whose(digests: set[str], addresses: Iterable[str]) -> dict[str, int]:
    """Which members these are, by digest: those who have proven their address."""
    known = {small(address) for address in addresses}
    found = Member.objects.present().filter(email__in=known).values_list("email", "pk")
    return {digest: pk for email, pk in found if (digest := who(email)) in digests}


def join_later() -> int:
    """Join facts to members who came after them, or whose address changed; returns how many facts. In batches."""
    joined = 0
    present = Member.objects.present().order_by("pk").values_list("pk", "email")
    for some in batched(present.iterator(chunk_size=BATCH), BATCH, strict=False):
        of = {who(email): pk for pk, email in some}
        waiting = OutsideFact.objects.filter(member=None, who__in=of)
        rows = list(waiting.only("pk", "who"))
        for row in rows:
            row.member_id = of[row.who]
        OutsideFact.objects.bulk_update(rows, ["member"], batch_size=BATCH)
        joined += len(rows)
    return joined
