"""Cases about things that only these tests have, and decisions about them."""

from collections.abc import Callable, Collection, Iterator
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.guidelines.models import Guidelines, Rule
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item, Kind

_numbers = count(1)


class Slips(Kind):
    """Slips of paper: what they say, and whether they are private."""

    key, noun, icon = "slip", "Slip", "file-text"

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        return {pk: self.items[pk] for pk in pks if pk in self.items}

    def one(self, pk: int) -> Item | None:
        return self.items.get(pk)

    def reportable(self, viewer: Any, pk: int) -> Item | None:
        return self.items.get(pk)

    def thing(self, pk: int) -> Any:
        return None

    def hide(self, pk: int, *, by: Member | None, reason: str) -> bool:
        return True

    def show(self, pk: int, *, by: Member | None) -> bool:
        return True


@pytest.fixture
def slips() -> Iterator[Slips]:
    """The kind, as long as the test runs."""
    kind = KINDS["slip"] = Slips()
    yield kind
    del KINDS["slip"]


@pytest.fixture
def rule(db: None) -> Rule:
    """A rule in force."""
    guidelines = Guidelines.objects.create(number=900, published_at=timezone.now())
    return Rule.objects.create(guidelines=guidelines, number="2.1", key="kind", title="Be kind to people")


type MakeCase = Callable[..., Case]
type Decide = Callable[..., Decision]


@pytest.fixture
def a_case(slips: Slips) -> MakeCase:
    """A case about a slip of somebody's."""

    def make(about: Member, *, severity: int = 2, is_private: bool = False, text: str = "Words of the slip") -> Case:
        pk = next(_numbers)
        item = Item(
            key="slip", pk=pk, author=about, title=f"Slip {pk} qztitle", text=text, html="", at=timezone.now(),
            version="1", is_private=is_private,
        )  # fmt: skip
        slips.items[pk] = item
        return open_case(item, Source.TEAM, severity)

    return make


@pytest.fixture
def decided(a_case: MakeCase, rule: Rule) -> Decide:
    """A decision about somebody."""

    def make(about: Member, person: str, *, by: Member, days: int | None = None, **more: Any) -> Decision:
        case = more.pop("case", None) or a_case(about, is_private=more.pop("is_private", False))
        wanted = Wanted(person=person, days=days, rule=rule, version="1", facts="What happened there.", **more)
        return decide(case, wanted, by=by)

    return make
