"""Entries are found by search where they may be seen; of a blind one no search tells whose it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.following.models import Silence
from community.search.models import SearchDocument
from community.spaces.models import Space
from members.profiles.models import Member
from programs.challenges.entering import Sent, edit, enter, withdraw
from programs.challenges.models import Challenge, ChallengeEntry
from programs.challenges.searching import EntryShelf
from programs.challenges.settling import publish, readmit, refuse, settle
from programs.challenges.voting import vote
from programs.series.models import Program
from tests.factories import a_member
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, steps

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
Deliver = Callable[[], int]
WORD, TITLE = "quarkswheel", "The quarkswheel by the door"


@pytest.fixture
def author(db: None) -> Member:
    return a_member("Zqcanary Zqsurname", handle="zqhandle")


@pytest.fixture
def challenge(mia: Member, space: Space) -> Challenge:
    return a_challenge(mia, space, entries(judge_days=0, criteria=()))


@pytest.fixture
def entry(challenge: Challenge, author: Member, delivered: Deliver) -> ChallengeEntry:
    sent = Sent("Zqcanary (@zqhandle) made it of old tins.", TITLE)
    found = enter(challenge.occurrence, sent, by=author)
    delivered()
    return found


def found(client: Any, words: str) -> bool:
    """Whether a search shows the entry; in the palette the same."""
    page = client.get(reverse("search"), {"q": words}).text
    return reverse("challenge_entry", args=[ChallengeEntry.objects.get().challenge.occurrence_id, 1]) in page


def test_who_sees_the_challenge_finds_the_entry(entry: ChallengeEntry, nia: Member, as_: As) -> None:
    for client in (as_(nia), Client()):
        assert found(client, WORD)
        assert found(client, f"{WORD} kind:entry")
        assert not found(client, f"{WORD} kind:question")


def test_nobody_finds_what_is_held_hidden_taken_back_or_refused(
    entry: ChallengeEntry, author: Member, mia: Member, nia: Member, as_: As, delivered: Deliver
) -> None:
    client = as_(nia)
    refuse(entry, "Not of this month.", by=mia)
    assert not found(client, WORD), "at once, also while the index has it"
    delivered()
    assert not SearchDocument.objects.filter(kind="entry").exists()
    readmit(entry, by=mia)
    delivered()
    assert found(client, WORD)
    entry.refresh_from_db()
    entry.hide(by=mia)
    assert not found(client, WORD)
    assert not found(as_(author), WORD)
    delivered()
    assert not SearchDocument.objects.filter(kind="entry").exists()
    entry.unhide(by=mia)
    delivered()
    assert found(client, WORD)
    ChallengeEntry.objects.update(held_at=entry.at)
    assert not found(client, WORD)
    assert not found(as_(mia), WORD)
    ChallengeEntry.objects.update(held_at=None)
    withdraw(entry, by=author)
    assert not found(client, WORD)
    delivered()
    assert not SearchDocument.objects.filter(kind="entry").exists()


def test_nobody_finds_entries_of_a_space_they_do_not_see(
    mia: Member, ben: Member, nia: Member, private_space: Space, as_: As, delivered: Deliver
) -> None:
    an_entry(a_challenge(mia, private_space, entries()), ben, TITLE)
    delivered()
    assert found(as_(ben), WORD)
    assert not found(as_(nia), WORD)
    assert not found(Client(), WORD)


def test_nobody_finds_entries_of_a_challenge_that_members_do_not_see(
    entry: ChallengeEntry, nia: Member, as_: As
) -> None:
    Program.objects.update(is_public=False)
    assert not found(as_(nia), WORD)


def test_check_ins_are_not_searched(
    mia: Member, ben: Member, nia: Member, space: Space, as_: As, delivered: Deliver
) -> None:
    an_entry(a_challenge(mia, space, steps()), ben, TITLE)
    delivered()
    assert not SearchDocument.objects.filter(kind="entry").exists()
    assert not found(as_(nia), WORD)


def test_no_search_finds_a_blind_entry_by_its_author_or_tells_who_it_is(
    entry: ChallengeEntry, author: Member, nia: Member, mia: Member, as_: As
) -> None:
    document = SearchDocument.objects.get(kind="entry")
    assert document.author_id is None
    assert not [value for value in vars(document).values() if "zqcanary" in str(value).lower()]
    assert "zqhandle" not in str(vars(document)).lower()
    assert document.created_at == entry.challenge.announced_at, "`after:` would tell the day on which it came"
    shown = EntryShelf().finds(nia, [entry.pk])[entry.pk]
    assert (shown.author, shown.at) == (None, None)
    for client in (as_(nia), as_(mia), Client()):
        for asked in (
            "Zqcanary", f"Zqcanary {WORD}", "zqhandle", f"zqhandl {WORD}", f"by:zqhandle {WORD}", "by:zqhandle",
            "by:zqhandle kind:entry", f'"Zqcanary made" {WORD}',
        ):  # fmt: skip
            assert not found(client, asked), asked
        page = client.get(reverse("search"), {"q": WORD}).text.lower()
        offered = client.get(reverse("search"), {"q": f"{WORD} by:"}).text.lower()
        assert WORD in page
        assert not [name for name in ("zqcanary", "zqsurname", "zqhandle") if name in page + offered]


def test_after_the_result_it_is_found_by_its_author(
    challenge: Challenge, entry: ChallengeEntry, mia: Member, nia: Member, as_: As, delivered: Deliver
) -> None:
    go_to(challenge, "vote")
    vote(entry, by=nia, wanted=True)
    go_to(challenge, "settle")
    result, _same = settle(challenge, by=None)
    publish(challenge.occurrence, {entry.pk: "It helps."}, "", read_as=result.inputs, by=mia)
    delivered()
    client = as_(nia)
    assert found(client, f"by:zqhandle {WORD}")
    assert found(client, "Zqcanary tins")
    assert EntryShelf().finds(nia, [entry.pk])[entry.pk].author == entry.author
    assert SearchDocument.objects.get(kind="entry").created_at == entry.at
    assert entry.author is not None
    Silence.objects.create(member=nia, other=entry.author, blocked=True)
    assert not found(client, WORD)


def test_a_block_takes_nothing_away_while_names_are_hidden(
    entry: ChallengeEntry, author: Member, nia: Member, as_: As
) -> None:
    Silence.objects.create(member=nia, other=author, blocked=True)
    assert found(as_(nia), WORD), "what is missing would tell whose it is"


def test_what_was_changed_is_found_by_its_new_words(
    entry: ChallengeEntry, author: Member, nia: Member, as_: As, delivered: Deliver
) -> None:
    edit(entry, Sent("Of paper now, by Zqcanary.", "The papermill"), by=author)
    delivered()
    assert found(as_(nia), "papermill")
    assert not found(as_(nia), WORD)
    assert not found(as_(nia), "papermill Zqcanary")
