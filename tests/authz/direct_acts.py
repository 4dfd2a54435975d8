"""Taking away what somebody else wrote, and bringing it back: by the team in a case, by hosts with reasons."""

from typing import Any

from django.urls import reverse

from community.posts.models import Post, Revision
from moderation.guidelines.rules import rules_in_force
from moderation.review.cases import Case, CaseNote
from moderation.review.direct import open_by_hand
from moderation.review.of_hosts import Reasons, hide_as_host
from moderation.review.subjects import KINDS
from tests.authz.acts import Attempt, act, other_post, own_post
from tests.authz.review_acts import NOBODY, TEAM, decider
from tests.factories import a_member
from tests.moderation.decided import a_decision
from tests.visibility.village import Village


def _cases() -> list[Any]:
    rows = Case.objects.order_by("pk").values_list("pk", "claimed_by", "severity", "source", "closed_at")
    return [*rows, CaseNote.objects.count()]


def _take_away(post: Post, version: str) -> Attempt:
    rule = next((rule.key for rule in rules_in_force()), "")
    data = {"rule": rule, "facts": "Called somebody names", "version": version, "submission": "one"}
    found = Post.objects.values_list("hidden_at", flat=True)
    return Attempt(reverse("take_away", args=["post", post.pk]), data, lambda: found.get(pk=post.pk))


def _open(kind: str, pk: int) -> Attempt:
    return Attempt(reverse("case_open", args=[kind, pk]), {"severity": "3", "why": "Seen in passing"}, _cases)


@act("remove_others_public")
def _(village: Village, role: str) -> Attempt:
    """The team begins with a case."""
    return _open("post", other_post(village.public).pk)


@act("remove_others_in_P")
def _(village: Village, role: str) -> Attempt:
    """Hosts hide it with reasons; managers open a case."""
    post = other_post(village.private)
    if role in TEAM:
        return _open("post", post.pk)
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return _take_away(post, item.version)


@act("restore_removed")
def _(village: Village, role: str) -> Attempt:
    """What a decision hid comes back when that is taken back."""
    decision = a_decision(a_member(), by=decider(village, role), post=other_post(village.public), content="hide")
    found = Post.objects.values_list("hidden_at", flat=True)
    path = reverse("decision_reopen", args=[decision.pk])
    return Attempt(path, {"why": "It was a joke"}, lambda: found.get(pk=decision.case.subject_id))


@act("open_a_case_about_oneself", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    return _open("post", own_post(village, role).pk)


@act("open_a_case_about_an_owner", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    return _open("member", village.member("admin").pk)


@act("open_a_case_about_a_member", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    return _open("member", a_member().pk)


@act("open_a_case_about_a_version", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    return _open("version", Revision.objects.get(post=village.revised).pk)


@act("open_a_case_about_a_message", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    return _open("message", village.talks[0].messages.earliest("pk").pk)


@act("find_the_open_case_again", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    """The case of somebody else is found; nothing is taken from them but what the note adds."""
    post = other_post(village.public)
    item = KINDS["post"].one(post.pk)
    assert item is not None
    open_by_hand(item, by=a_member(role="moderator"))
    return _open("post", post.pk)


@act("take_away_in_public", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    """Nobody hosts this space; the team opens a case."""
    post = other_post(village.public)
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return _take_away(post, item.version)


@act("take_away_undo_of_others", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    """Whoever did not decide it finds nothing."""
    item = KINDS["post"].one(other_post(village.private).pk)
    assert item is not None
    decision = hide_as_host(item, Reasons(rule=None, facts="Unkind words.", version=item.version), by=a_member())
    found = Post.objects.values_list("hidden_at", flat=True)
    path = reverse("take_away_undo", args=[decision.pk])
    return Attempt(path, {}, lambda: found.get(pk=decision.case.subject_id))
