"""The words Talkoot comes with say nothing that is not so: about what follows, about who decided, about the end."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone

from members.profiles.models import Member
from moderation.guidelines.measures import STRIKES, Content, Person, Source, needs_second
from moderation.replies.models import Tone
from moderation.review import proposing
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.opening import open_case
from moderation.review.proposing import Step, drafts_for
from moderation.review.subjects import Item
from moderation.statements.wording import what_follows
from tests.factories import a_member

pytestmark = pytest.mark.django_db
TWO = ("Two", "two of us", "two moderators", "neither")


@pytest.fixture
def item(ben: Member) -> Item:
    """A post of ben's."""
    return Item(key="post", pk=7, author=ben, title="A rota", text="Words", html="", at=timezone.now(), version="1")


@pytest.fixture
def case(item: Item) -> Case:
    """A case about it."""
    return open_case(item, Source.REPORT)


def letters(case: Case, item: Item, content: str, person: str, by: Member, days: int | None = None) -> list[str]:
    lasting = {"days": days} if days else {}
    return [one.words for one in drafts_for(case, item, content, person, None, by, **lasting) if one.words]


def test_no_letter_denies_the_step_that_its_statement_names(case: Case, item: Item, mo: Member) -> None:
    decision = decide(case, Wanted(content=Content.KEEP, person=Person.EDUCATE, version="1"), by=mo)
    assert "step 1 of" in what_follows(decision)
    case.refresh_from_db()
    for person in STRIKES:
        for words in letters(case, item, Content.KEEP, person, mo):
            assert "Nothing else" not in words


@pytest.mark.parametrize(
    ("content", "person"), [(Content.REMOVE, Person.NOTHING), (Content.KEEP, Person.BAN), (Content.REMOVE, Person.BAN)]
)
def test_whoever_decides_alone_claims_no_second_moderator(
    case: Case, item: Item, mo: Member, content: str, person: str
) -> None:
    assert needs_second(content, person)
    alone = letters(case, item, content, person, mo)
    assert len(alone) == len(Tone.values)
    assert not [words for words in alone for claim in TWO if claim in words]
    a_member(role="moderator")
    together = letters(case, item, content, person, mo)
    assert [words for words in together for claim in TWO if claim in words]


def test_the_end_is_that_of_the_decision_and_never_of_the_ladder(
    case: Case, item: Item, mo: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "_STEPS", [lambda _case: Step(person=Person.SILENCE, days=30, number=2)])
    ladder, chosen = (
        formats.date_format(timezone.localtime(timezone.now() + timedelta(days=days)), "DATE_FORMAT")
        for days in (30, 7)
    )
    for words in letters(case, item, Content.KEEP, Person.SILENCE, mo, days=7):
        assert chosen in words and ladder not in words
    for words in letters(case, item, Content.KEEP, Person.SILENCE, mo):
        assert "the day named below" in words and ladder not in words
