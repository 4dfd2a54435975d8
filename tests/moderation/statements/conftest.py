"""A kind of thing to decide about, and ways to send what is owed."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from config.lib.audience import Viewer
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.review import subjects
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import Item, Kind
from moderation.statements.tasks import send


class Pretend(Kind):
    """Things that exist only here, and remember what was done to them."""

    key, noun, icon = "post", "Reply", "message-circle"

    def __init__(self, author: Member) -> None:
        self.author, self.held = author, False

    def item(self, pk: int) -> Item:
        return Item(
            key=self.key, pk=pk, author=self.author, title="How to keep a rota", text="You cannot think.", html="",
            at=timezone.now(), version="1", url="/t/1/", state="held" if self.held else "",
        )  # fmt: skip

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        return {pk: self.item(pk) for pk in pks}

    def one(self, pk: int) -> Item | None:
        return self.item(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        return self.item(pk)

    def thing(self, pk: int) -> Any:
        return self

    def hide(self, pk: int, *, by: Member | None, reason: str) -> bool:
        return True

    def show(self, pk: int, *, by: Member | None) -> bool:
        return True

    def ask_for_edit(self, pk: int, *, by: Member | None) -> bool:
        return True

    def forget_edit(self, pk: int, *, by: Member | None) -> bool:
        return True

    def hold(self, pk: int, *, by: Member | None) -> bool:
        changed, self.held = not self.held, True
        return changed

    def approve(self, pk: int, *, by: Member | None) -> bool:
        changed, self.held = self.held, False
        return changed


@pytest.fixture
def kind(ben: Member, monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Ben's things."""
    pretended = Pretend(ben)
    monkeypatch.setitem(subjects.KINDS, "post", pretended)
    return pretended


@pytest.fixture
def case(kind: Pretend) -> Case:
    """A case about one of them."""
    return open_case(kind.item(1), Source.REPORT)


@pytest.fixture
def decided(case: Case, mo: Member) -> Callable[..., Decision]:
    """Decide the case as mo does."""

    def act(**wanted: Any) -> Decision:
        return decide(case, Wanted(version="1", **wanted), by=mo)

    return act


@pytest.fixture
def later(delivered: Callable[[], int]) -> Callable[[], list[EmailMultiAlternatives]]:
    """A minute passes, the worker does what is due; all letters so far."""

    def passing() -> list[EmailMultiAlternatives]:
        past = timezone.now() - timedelta(seconds=1)
        Decision.objects.filter(letter_at__isnull=False).update(letter_at=past)
        delivered()
        send()
        delivered()
        return [one for one in mail.outbox if isinstance(one, EmailMultiAlternatives)]

    return passing
