"""Acts on the guidelines and the response templates, which the table does not know."""

from typing import Any

from django.urls import reverse

from moderation.guidelines import drafting
from moderation.guidelines.adopting import adopt
from moderation.guidelines.drafting import stamp_of_all, stamp_of_rule
from moderation.guidelines.models import Acceptance, Guidelines, Rule
from moderation.replies.keeping import write_reply
from moderation.replies.models import ReplyTemplate
from tests.authz.acts import Attempt, act
from tests.authz.segment_acts import MANAGERS
from tests.visibility.village import Village

RULE = {"title": "Share with care", "severity": "2", "usual": "warn"}
REPLY = {"label": "A gentle no", "tone": "kind", "language": "en", "content": "", "person": "", "words": "Hello {name}"}


def _rules() -> list[Any]:
    """The versions and their rules."""
    versions = Guidelines.objects.order_by("pk").values_list("pk", "purpose", "published_at")
    return [*versions, *Rule.objects.order_by("pk").values_list("pk", "title", "number", "position")]


def _replies() -> list[Any]:
    return list(ReplyTemplate.objects.order_by("pk").values_list("pk", "words"))


def _drafted(village: Village) -> Guidelines:
    owner = village.member("admin")
    adopt("2. Be kind. Always.\n3. Sell nothing. Ever.", by=owner)
    return drafting.begin(by=owner)


@act("policies_begin", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    adopt("1. Be kind. Always.", by=village.member("admin"))
    return Attempt(reverse("policies_begin"), {}, _rules)


@act("policies_say", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    stamp = drafting.stamp_of_words(_drafted(village))
    return Attempt(reverse("policies_say"), {"purpose": "To meet", "stamp": stamp}, _rules)


@act("policies_publish", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    draft = _drafted(village)
    sent = {"changes": "All of it.", "stamp": stamp_of_all(draft, draft.rules.all())}
    return Attempt(reverse("policies_publish"), sent, _rules)


@act("policies_discard", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _drafted(village)
    return Attempt(reverse("policies_discard"), {}, _rules)


@act("policy_add", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    _drafted(village)
    return Attempt(reverse("policy_add"), RULE, _rules)


def _on_a_rule(name: str) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        rule = _drafted(village).rules.all()[1 if name == "policy_up" else 0]
        return Attempt(reverse(name, args=[rule.key]), RULE | {"stamp": stamp_of_rule(rule)}, _rules)


for _name in ("policy_change", "policy_remove", "policy_up", "policy_down"):
    _on_a_rule(_name)


@act("reply_write", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("reply_write"), REPLY, _replies)


def _on_a_reply(name: str) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        template = write_reply(by=village.member("admin"), **REPLY)
        sent = REPLY | {"words": "Other words", "stamp": template.changed_at.isoformat()}
        return Attempt(reverse(name, args=[template.key]), sent, _replies)


for _name in ("reply_change", "reply_remove"):
    _on_a_reply(_name)


@act("guidelines_agree", only=MANAGERS | {"new_member", "member", "trusted_member", "mentor", "space_host",
                                          "moderator", "silenced", "another_member"})  # fmt: skip
def _(village: Village, role: str) -> Attempt:
    version = adopt("1. Be kind. Always.", by=village.member("admin"))
    assert version is not None
    return Attempt(reverse("guidelines_agree", args=[version.number]), {}, Acceptance.objects.count)
