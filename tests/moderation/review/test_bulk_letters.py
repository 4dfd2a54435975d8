"""What the form for many cases offers and says: no more than there is, and a letter for each in their own language."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone, translation

from moderation.guidelines.measures import Content, Person, Source
from moderation.replies.models import ReplyTemplate
from moderation.review.bulk_forms import BulkForm
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import KEY, Samples, item_of

if TYPE_CHECKING:
    from community.threads.models import Thread
    from members.profiles.models import Member

As = Callable[..., Client]
HIDE = {"content": "hide", "person": "nothing", "facts": "Offers without end."}


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


@pytest.fixture
def chosen(thread: "Thread") -> list[str]:
    """A case about a post by somebody who reads Finnish, and one about a post by somebody who reads English."""
    found = []
    for name, language in (("Aino", "fi"), ("Tom", "en")):
        member = a_member(name)
        member.language = language
        member.save(update_fields=["language"])
        item = item_of(a_post(thread, by=member, source=f"Offer of {name}, today only"))
        found.append(f"{open_case(item, Source.REPORT, report=True).pk}:{item.version}")
    return found


def send(client: Client, **given: Any) -> Any:
    return client.post(reverse("moderate_bulk"), given)


def told() -> dict[str, Decision]:
    return {one.about.name: one for one in Decision.objects.select_related("about") if one.about is not None}


def test_without_a_message_each_is_written_to_in_the_tone_chosen_and_their_language(
    as_: As, mo: "Member", chosen: list[str]
) -> None:
    assert send(as_(mo), case=chosen, tone="formal", **HIDE).status_code == 200
    letters = told()
    assert letters["Tom"].message.startswith("Dear Tom:")
    assert "Offer of Tom" in letters["Tom"].message
    assert "Aino" in letters["Aino"].message and "Offer of Aino" in letters["Aino"].message
    assert "Dear" not in letters["Aino"].message
    assert {one.tone for one in letters.values()} == {"formal"}
    assert letters["Aino"].language == "fi"


def test_words_of_the_community_go_before_those_of_the_house(as_: As, mo: "Member", chosen: list[str]) -> None:
    ReplyTemplate.objects.create(key="ours", label="Ours", tone="kind", language="fi", words="Hei {name}, lepo {until}")
    given = HIDE | {"person": Person.SILENCE, "days": "5", "tone": "kind"}
    assert send(as_(mo), case=chosen, **given).status_code == 200
    with translation.override("fi"):
        end = formats.date_format(timezone.localtime(timezone.now() + timedelta(days=5)), "DATE_FORMAT")
    assert told()["Aino"].message == f"Hei Aino, lepo {end}"


def test_a_message_that_was_written_goes_to_all_as_it_is(as_: As, mo: "Member", chosen: list[str]) -> None:
    send(as_(mo), case=chosen, tone="kind", message="My careful words", **HIDE)
    assert {(one.message, one.tone) for one in told().values()} == {("My careful words", "")}


def test_nobody_is_written_to_without_a_tone_nor_about_nothing(as_: As, mo: "Member", chosen: list[str]) -> None:
    send(as_(mo), case=chosen[:1], tone="", **HIDE)
    send(as_(mo), case=chosen[1:], tone="kind", content=Content.KEEP, person=Person.NOTHING)
    assert {one.message for one in told().values()} == {""} and len(told()) == 2


def test_a_tone_that_is_not_known_is_refused_and_nothing_is_decided(as_: As, mo: "Member", chosen: list[str]) -> None:
    answer = send(as_(mo), case=chosen, tone="shouting", message="My careful words", **HIDE)
    assert answer.status_code == 422 and "My careful words" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_form_speaks_of_what_it_offers_alone(as_: As, mo: "Member", chosen: list[str]) -> None:
    offered = {value for value, _label in BulkForm().fields["person"].choices}  # type: ignore[attr-defined]
    page = send(as_(mo), case=chosen).content.decode()
    for person, words in ((Person.SUSPEND, "suspension"), (Person.BAN, "a ban")):
        assert person not in offered and words not in page.partition('class="form"')[2]


def test_the_button_counts_the_cases_that_are_there(as_: As, mo: "Member", chosen: list[str]) -> None:
    page = send(as_(mo), case=[*chosen, "999999:x"]).content.decode()
    assert "Decide 2 cases" in page
    none = send(as_(mo), case=["999999:x"]).content.decode()
    assert "It is not there." in none and "Decide 0 cases" not in none and "Back to the queue" in none
    assert Case.objects.count() == 2
