"""The policies: moderators read them, managers write the next version, and what is published never changes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.activity.models import Activity
from members.profiles.models import Member
from moderation.guidelines import drafting
from moderation.guidelines.adopting import adopt
from moderation.guidelines.drafting import RuleWords
from moderation.guidelines.models import Guidelines, Rule
from moderation.guidelines.rules import rules_in_force

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
TEXT = "1. Be kind. Always.\n2. Sell nothing. Ever.\n3. Ask first. Please do."
TYPED = {
    "title": "Share with care", "number": "", "words": "Ask **first**.", "example_fine": "May I?",
    "example_broken": "Here is her number.", "severity": "3", "usual": "warn",
}  # fmt: skip


@pytest.fixture
def written(mia: Member) -> Guidelines:
    """Guidelines with three rules."""
    version = adopt(TEXT, by=mia)
    assert version is not None
    return version


def stamps(client: Client) -> str:
    """What the page to publish from was made of."""
    form = client.get(reverse("policies_preview")).context["form"]
    return str(form["stamp"].value())


def numbers() -> list[tuple[str, str]]:
    """The rules of the draft."""
    draft = Guidelines.draft()
    return [(rule.number, rule.title) for rule in draft.rules.all()] if draft else []


def test_members_see_nothing_of_it_and_moderators_only_read(
    as_: As, visitor: Any, ben: Member, mo: Member, mia: Member, written: Guidelines
) -> None:
    drafting.begin(by=mia)
    key = written.rules.all()[0].key
    reads = ["policies_draft", "policies_preview", "policy_new"]
    acts = ["policies_begin", "policies_say", "policies_publish", "policies_discard", "policy_add"]
    of_rule = ["policy_change", "policy_remove", "policy_up", "policy_down"]
    for who, status, first in ((visitor, 302, 302), (ben, 403, 403), (mo, 403, 200)):
        client = as_(who)
        assert client.get(reverse("policies")).status_code == first
        answers = {client.get(reverse(name)).status_code for name in reads}
        answers |= {client.post(reverse(name), TYPED).status_code for name in acts}
        answers |= {client.post(reverse(name, args=[key]), TYPED).status_code for name in of_rule}
        assert answers == {status}, who
    assert numbers() == [("1", "Be kind"), ("2", "Sell nothing"), ("3", "Ask first")]
    assert Guidelines.in_force() == written
    page = as_(mo).get(reverse("policies")).content.decode()
    assert "Sell nothing" in page and "Usual step" in page and reverse("policies_begin") not in page


def test_a_manager_writes_a_rule_previews_and_publishes_it(as_: As, mia: Member, written: Guidelines) -> None:
    client = as_(mia)
    assert client.post(reverse("policies_begin")).headers["Location"] == reverse("policies_draft")
    assert client.post(reverse("policy_add"), TYPED).status_code == 302
    assert numbers()[-1] == ("4", "Share with care")
    preview = client.get(reverse("policies_preview"))
    assert "Share with care" in preview.content.decode()
    assert "Share with care" not in client.get(reverse("guidelines")).content.decode()
    missing = client.post(reverse("policies_publish"), {"changes": "", "stamp": stamps(client)})
    assert missing.status_code == 422 and Guidelines.in_force() == written
    sent = {"changes": "Rule 4 is new.", "stamp": stamps(client)}
    assert client.post(reverse("policies_publish"), sent).status_code == 302
    now = Guidelines.in_force()
    assert now and (now.number, now.changes, now.must_accept, now.published_by) == (2, "Rule 4 is new.", False, mia)
    assert [rule.key for rule in rules_in_force()][:3] == [rule.key for rule in written.rules.all()]
    assert Activity.objects.filter(verb="guidelines.published").count() == 2


def test_a_published_rule_never_changes(as_: As, mia: Member, written: Guidelines) -> None:
    key = written.rules.all()[0].key
    client = as_(mia)
    assert client.post(reverse("policy_change", args=[key]), TYPED).status_code == 404
    client.post(reverse("policies_begin"))
    stamp = client.get(reverse("policy", args=[key])).context["form"]["stamp"].value()
    assert client.post(reverse("policy_change", args=[key]), TYPED | {"stamp": stamp}).status_code == 302
    assert Rule.objects.get(guidelines=written, key=key).title == "Be kind"
    assert numbers()[0] == ("1", "Share with care")


def test_two_managers_at_once_lose_no_words(as_: As, mia: Member, olli: Member, written: Guidelines) -> None:
    drafting.begin(by=mia)
    key = written.rules.all()[0].key
    one, other = as_(mia), as_(olli)
    stamp = one.get(reverse("policy", args=[key])).context["form"]["stamp"].value()
    assert other.post(reverse("policy_change", args=[key]), TYPED | {"stamp": stamp}).status_code == 302
    mine = TYPED | {"title": "My own words", "stamp": stamp}
    late = one.post(reverse("policy_change", args=[key]), mine)
    text = late.content.decode()
    assert late.status_code == 409 and "My own words" in text and "Share with care" in text
    again = late.context["form"]["stamp"].value()
    assert one.post(reverse("policy_change", args=[key]), mine | {"stamp": again}).status_code == 302
    assert numbers()[0] == ("1", "My own words")
    said = one.get(reverse("policies_draft")).context["form"]["stamp"].value()
    assert other.post(reverse("policies_say"), {"purpose": "Theirs", "stamp": said}).status_code == 302
    kept = one.post(reverse("policies_say"), {"purpose": "Mine", "stamp": said})
    assert kept.status_code == 409 and "Mine" in kept.content.decode() and "Theirs" in kept.content.decode()


def test_what_is_published_is_what_was_looked_at(as_: As, mia: Member, olli: Member, written: Guidelines) -> None:
    drafting.begin(by=mia)
    client = as_(mia)
    stamp = stamps(client)
    as_(olli).post(reverse("policy_add"), TYPED)
    late = client.post(reverse("policies_publish"), {"changes": "Nothing much.", "stamp": stamp})
    assert late.status_code == 409 and "Nothing much." in late.content.decode() and Guidelines.in_force() == written
    again = late.context["form"]["stamp"].value()
    assert client.post(reverse("policies_publish"), {"changes": "More.", "stamp": again}).status_code == 302
    gone = client.post(reverse("policies_publish"), {"changes": "More.", "stamp": again})
    assert gone.status_code == 302 and Guidelines.objects.count() == 2


def test_rules_change_places_with_their_numbers(as_: As, mia: Member, written: Guidelines) -> None:
    drafting.begin(by=mia)
    client, key = as_(mia), written.rules.all()[0].key
    client.post(reverse("policy_up", args=[key]))
    assert numbers()[0] == ("1", "Be kind")
    client.post(reverse("policy_down", args=[key]))
    assert numbers()[:2] == [("1", "Sell nothing"), ("2", "Be kind")]
    drafting.add_rule(RuleWords(title="A part of it", number="2.1"))
    drafting.add_rule(RuleWords(title="The tenth", number="10"))
    assert [number for number, _title in numbers()] == ["1", "2", "2.1", "3", "10"]


def test_a_wrong_form_keeps_what_was_typed(as_: As, mia: Member, written: Guidelines) -> None:
    drafting.begin(by=mia)
    client = as_(mia)
    for wrong in ({"number": "2"}, {"number": "two"}, {"title": ""}, {"usual": "shout"}, {"severity": "9"}):
        answer = client.post(reverse("policy_add"), TYPED | wrong)
        assert answer.status_code == 422 and "Here is her number." in answer.content.decode(), wrong
    assert len(numbers()) == 3


def test_a_draft_is_thrown_away_and_what_is_in_force_stays(as_: As, mia: Member, written: Guidelines) -> None:
    drafting.begin(by=mia)
    key = written.rules.all()[0].key
    assert as_(mia).post(reverse("policy_remove", args=[key])).status_code == 302
    assert len(numbers()) == 2
    as_(mia).post(reverse("policies_discard"))
    assert Guidelines.draft() is None and len(rules_in_force()) == 3
    for name in ("policies_discard", "policies_say", "policy_add", "policies_publish"):
        assert as_(mia).post(reverse(name), TYPED | {"changes": "x"}).status_code == 302, name
    assert Guidelines.objects.count() == 1
