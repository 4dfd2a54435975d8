"""Response templates: who may not write them, variables that are known, and what a moderator begins with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.adopting import adopt
from moderation.guidelines.measures import Content, Person, Source
from moderation.guidelines.rules import rules_in_force
from moderation.replies.models import ReplyTemplate, Tone
from moderation.replies.offering import own_templates
from moderation.replies.shipped import shipped_words
from moderation.replies.variables import VARIABLES, fill, unknown_in
from moderation.review import proposing
from moderation.review.cases import Case
from moderation.review.opening import open_case
from moderation.review.proposing import Step, drafts_for
from moderation.review.subjects import Item

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
TYPED = {
    "label": "A gentle no", "tone": "kind", "language": "en", "content": "", "person": "warn",
    "words": "Dear {name}, {rule}.\r\n\r\nUntil {until}.",
}  # fmt: skip


@pytest.fixture
def item(ben: Member) -> Item:
    """A post of ben's."""
    return Item(
        key="post", pk=7, author=ben, title="A rota", text="You cannot {rule} think.", html="", at=timezone.now(),
        version="1",
    )  # fmt: skip


@pytest.fixture
def case(item: Item) -> Case:
    """A case about it."""
    return open_case(item, Source.REPORT)


@pytest.fixture
def stepping(monkeypatch: pytest.MonkeyPatch) -> None:
    """The strikes propose a silence of a week."""
    step = Step(person=Person.SILENCE, days=7, number=2, of=3, expires_at=timezone.now() + timedelta(days=90))
    monkeypatch.setattr(proposing, "_STEPS", [lambda case: step])


def test_members_see_none_and_moderators_only_read(as_: As, visitor: Any, ben: Member, mo: Member, mia: Member) -> None:
    as_(mia).post(reverse("reply_write"), TYPED)
    template = ReplyTemplate.objects.get()
    for who, status, first in ((visitor, 302, 302), (ben, 403, 403), (mo, 403, 200)):
        client = as_(who)
        assert client.get(reverse("replies")).status_code == first
        answers = {client.get(reverse("reply_new")).status_code, client.post(reverse("reply_write"), TYPED).status_code}
        answers |= {client.get(reverse("reply_template", args=[template.key])).status_code}
        for name in ("reply_change", "reply_remove"):
            answers |= {client.post(reverse(name, args=[template.key]), TYPED).status_code}
        assert answers == {status}, who
    assert ReplyTemplate.objects.count() == 1
    page = as_(mo).get(reverse("replies")).content.decode()
    assert "A gentle no" in page and reverse("reply_new") not in page


def test_an_unknown_variable_is_named_and_the_words_are_kept(as_: As, mia: Member) -> None:
    answer = as_(mia).post(reverse("reply_write"), TYPED | {"words": "Hello {nick}, {name}"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "{nick} is not known" in text and "Hello {nick}, {name}" in text and not ReplyTemplate.objects.exists()


def test_a_preview_writes_nothing_and_keeps_the_form(as_: As, mia: Member) -> None:
    answer = as_(mia).post(reverse("reply_write"), TYPED | {"preview": "1"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "Dear Kaisa, 2.1 Criticise" in text and "Dear {name}" in text
    assert not ReplyTemplate.objects.exists()


def test_two_managers_at_once_lose_no_words(as_: As, mia: Member, olli: Member) -> None:
    as_(mia).post(reverse("reply_write"), TYPED)
    template = ReplyTemplate.objects.get()
    address = reverse("reply_change", args=[template.key])
    stamp = template.changed_at.isoformat()
    assert as_(olli).post(address, TYPED | {"words": "Theirs.", "stamp": stamp}).status_code == 302
    late = as_(mia).post(address, TYPED | {"words": "Mine.", "stamp": stamp})
    assert late.status_code == 409 and "Theirs." in late.content.decode() and "Mine." in late.content.decode()
    again = late.context["form"]["stamp"].value()
    assert as_(mia).post(address, TYPED | {"words": "Mine.", "stamp": again}).status_code == 302
    template.refresh_from_db()
    assert template.words == "Mine." and template.changed_by == mia
    as_(mia).post(reverse("reply_remove", args=[template.key]))
    assert not ReplyTemplate.objects.exists()


def test_what_a_member_wrote_is_never_read_as_a_variable() -> None:
    assert fill("{quote} {name} {other}", {"quote": "{name}", "name": "Ben"}) == "{name} Ben {other}"
    assert unknown_in("{name} {Name} { rule } {x} {x}") == ["Name", "x"]


def test_a_moderator_begins_with_three_tones_or_none(case: Case, item: Item, mo: Member, mia: Member) -> None:
    adopt("1. Be kind. Always.", by=mia)
    rule = rules_in_force()[0]
    found = drafts_for(case, item, Content.HIDE, Person.WARN, rule, mo)
    assert [draft.tone for draft in found] == ["kind", "plain", "formal", ""]
    assert found[-1].words == ""
    for draft in found[:-1]:
        assert "Ben" in draft.words and "1 Be kind" in draft.words and "You cannot {rule} think." in draft.words
        assert not [name for name in VARIABLES if "{" + name + "}" in draft.words.replace("{rule} think", "")]


def test_every_decision_has_words_in_every_tone() -> None:
    for content in Content.values:
        for person in Person.values:
            for tone in Tone.values:
                words = shipped_words(content, person, tone, held=False, rule=True, quote=True)
                assert bool(words) is not (content == "keep" and person == "nothing")
                assert unknown_in(words) == []


def test_nothing_wrong_has_no_words_unless_it_was_held(case: Case, item: Item, mo: Member) -> None:
    assert [draft.key for draft in drafts_for(case, item, "keep", "nothing", None, mo)] == ["blank"]
    held = Item(**{**item.__dict__, "state": "held"})
    found = drafts_for(case, held, "keep", "nothing", None, mo)
    assert len(found) == 4 and "for everybody now" in found[1].words


def test_own_words_go_first_in_the_members_language(
    case: Case, item: Item, mo: Member, ben: Member, stepping: None
) -> None:
    ben.language = "fi"
    ben.save(update_fields=["language"])
    case.about = ben
    said = {"tone": "plain", "language": "fi"}
    ReplyTemplate.objects.create(key="any", label="Any", words="Kaikille {name}", **said)
    ReplyTemplate.objects.create(key="mute", label="Mute", person="silence", words="{step}, {until}, {rule}", **said)
    ReplyTemplate.objects.create(key="en", label="English", tone="kind", language="en", words="Hello")
    assert own_templates("fi", "hide", "silence")["plain"].key == "mute"
    assert own_templates("fi", "hide", "warn")["plain"].key == "any"
    assert own_templates("fi", "keep", "nothing") == {}
    keys = {draft.tone: draft for draft in drafts_for(case, item, "hide", "silence", None, mo)}
    assert keys["kind"].key == "shipped-kind" and keys["plain"].key == "mute"
    assert "{" not in keys["plain"].words and "2" in keys["plain"].words


def test_a_case_about_nobody_has_only_the_blank_one(case: Case, item: Item, mo: Member) -> None:
    case.about = None
    assert [draft.key for draft in drafts_for(case, item, "remove", "nothing", None, mo)] == ["blank"]
