"""Cases about things of a tiny kind of their own."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from django.utils import timezone

from moderation.guidelines.measures import Severity, Source
from moderation.guidelines.models import Guidelines, Rule
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item, Kind, Said
from tests.factories import a_member

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class Leaf(Kind):
    """Things that stand in memory, so that only the bench is tested."""

    key = "leaf"
    noun = "Leaf"
    icon = "message-circle"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove", "move")

    def __init__(self) -> None:
        self.things: dict[int, Item] = {}
        self.done: list[tuple[str, int]] = []

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        return {pk: replace(self.things[pk], before=(), after=()) for pk in pks if pk in self.things}

    def one(self, pk: int) -> Item | None:
        return self.things.get(pk)

    def reportable(self, viewer: "Viewer", pk: int) -> Item | None:
        return self.things.get(pk)

    def thing(self, pk: int) -> Any:
        return None

    def _act(self, pk: int, column: str, act: Any) -> bool:
        self.done.append((column, pk))
        return True

    def move(self, pk: int, *, to: int, by: "Member | None") -> int | None:
        self.done.append((f"moved to {to}", pk))
        return 1

    def spaces(self, pk: int, viewer: "Viewer") -> list[tuple[int, str]]:
        return [(7, "Greenhouse")]


@pytest.fixture
def leaves() -> Iterator[Leaf]:
    """The kind, known for this test alone."""
    KINDS["leaf"] = kind = Leaf()
    yield kind
    del KINDS["leaf"]


@pytest.fixture
def rule(db: None) -> Rule:
    """The one rule of guidelines that are in force."""
    version = Guidelines.objects.create(number=1, published_at=timezone.now())
    made: Rule = Rule.objects.create(guidelines=version, number="2.1", key="people", title="Criticise the work")
    return made


type MakeCase = Callable[..., Case]


@pytest.fixture
def a_case(leaves: Leaf, nia: "Member") -> MakeCase:
    """Make a case about a leaf somebody wrote."""

    def make(
        by: "Member | None" = None, *, title: str = "", html: str = "<p>Only an idiot would ship that</p>",
        private: bool = False, source: Source = Source.REPORT, due: timedelta | None = None, **fields: Any,
    ) -> Case:  # fmt: skip
        pk, author = len(leaves.things) + 1, by or nia
        said = Said(author, timezone.now(), "<p>What was said before</p>")
        leaves.things[pk] = item = Item(
            key="leaf", pk=pk, author=author, title=title or f"Leaf number {pk}", text="words", html=html,
            at=timezone.now(), version=f"first of {pk}", is_private=private, space_name="Garden", space_id=3,
            before=(said,), **fields,
        )  # fmt: skip
        case = open_case(item, source, Severity.MEDIUM, report=source == Source.REPORT)
        if due is not None:
            Case.objects.filter(pk=case.pk).update(due_at=timezone.now() + due)
            case.refresh_from_db()
        return case

    return make


@pytest.fixture
def mira(db: None) -> "Member":
    """A second moderator."""
    return a_member("Mira", role="moderator")


@pytest.fixture
def sent(rule: Rule) -> Callable[..., dict[str, Any]]:
    """What the form of the bench sends."""

    def form(case: Case, choice: str = "keep", **more: Any) -> dict[str, Any]:
        item = KINDS["leaf"].one(case.subject_id)
        begins = {"choice": choice, "version": item.version if item else "", "submission": f"once-{case.pk}"}
        acts = {} if choice == "keep" else {"rule": str(rule.pk), "facts": "It calls somebody an idiot."}
        return begins | {"rule": ""} | acts | more

    return form
