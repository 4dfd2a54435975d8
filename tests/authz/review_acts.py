"""Acts on the workbench: those of the table, and those it does not know."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member
from moderation.review.cases import Case, CaseNote
from moderation.review.deciding import agree
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from moderation.review.takingback import TakeBack
from tests.authz.acts import Attempt, act, other_post, own_post
from tests.authz.segment_acts import MANAGERS
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case, a_decision
from tests.visibility.village import Village

TEAM = MANAGERS | {"moderator"}
NOBODY: frozenset[str] = frozenset()
WHY = {"why": "It was a joke among friends"}


def moderator() -> Member:
    """Another moderator than the village's."""
    return a_member(role="moderator")


def decider(village: Village, role: str) -> Member:
    """Whoever acts, if they are of the team; otherwise another moderator."""
    return village.member(role) if role in TEAM else moderator()


def _decided() -> list[Any]:
    """What was decided, in which cases, and what it did to people and posts."""
    decisions = Decision.objects.order_by("pk").values_list(
        "pk", "second_by", "declined_at", "undone_at", "reversed_at"
    )
    ends = Member.objects.get_queryset().order_by("pk").values_list("pk", "silenced_until", "suspended_until")
    return [
        *decisions,
        *ends,
        *Post.objects.filter(hidden_at__isnull=False).order_by("pk").values_list("pk", "hidden_by"),
    ]


def _cases() -> list[Any]:
    fields = ("pk", "claimed_by", "claimed_at", "assigned_to", "snoozed_until", "closed_at", "severity")
    return list(Case.objects.order_by("pk").values_list(*fields))


def _version(case: Case) -> str:
    item = KINDS[case.subject_type].one(case.subject_id)
    assert item is not None
    return item.version


def _decide(case: Case, **chosen: Any) -> Attempt:
    data = {"choice": "other", "content": "hide", "person": "nothing", "version": _version(case), "submission": "one"}
    data["facts"] = "Unkind words."
    return Attempt(reverse("case_decide", args=[case.pk]), data | chosen, _decided)


@act("handle_report_public")
def _(village: Village, role: str) -> Attempt:
    return _decide(a_case(other_post(village.public)))


@act("handle_report_in_P")
def _(village: Village, role: str) -> Attempt:
    return _decide(a_case(other_post(village.private)))


@act("handle_report_on_own_post")
def _(village: Village, role: str) -> Attempt:
    return _decide(a_case(own_post(village, role)))


@act("write_moderator_note")
def _(village: Village, role: str) -> Attempt:
    path = reverse("case_note", args=[a_case(other_post(village.public)).pk])
    return Attempt(path, {"words": "Seen before"}, CaseNote.objects.count)


def _consequence(name: str, person: str, about: str) -> None:
    @act(name)
    def _(village: Village, role: str) -> Attempt:
        whom = a_member(role=about) if about != "owner" else village.member("admin")
        return _decide(a_case(a_post(village.public, by=whom)), content="keep", person=person, days="3")


_consequence("silence_member", "silence", "member")
_consequence("suspend_member", "suspend", "member")
_consequence("suspend_moderator", "suspend", "moderator")
_consequence("suspend_admin", "suspend", "owner")


@act("ban_member", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    return _decide(a_case(other_post(village.public)), content="keep", person="ban")


def _on_a_case(name: str, data: dict[str, Any]) -> None:
    """An act on a case about somebody, and on one about whoever acts."""

    def attempt(case: Case, village: Village) -> Attempt:
        if name == "case_release":
            Case.objects.filter(pk=case.pk).update(claimed_by=village.member("admin"), claimed_at=timezone.now())
        if name == "case_wake":
            case.snooze(timezone.now() + timedelta(hours=1), by=village.member("admin"))
        sent = {"to": str(village.member("admin").pk)} if name == "case_give" else data
        return Attempt(reverse(name, args=[case.pk]), sent, _cases)

    # Nobody lets go of a case for somebody else.
    @act(name, only=frozenset({"admin"}) if name == "case_release" else TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(a_case(other_post(village.public)), village)

    @act(f"{name}_about_oneself", only=NOBODY)
    def _(village: Village, role: str) -> Attempt:
        return attempt(a_case(own_post(village, role)), village)


_on_a_case("case_claim", {})
_on_a_case("case_release", {})
_on_a_case("case_snooze", {"until": "hour"})
_on_a_case("case_wake", {})
_on_a_case("case_give", {})
_on_a_case("case_severity", {"severity": "3"})


@act("case_snooze_of_somebody_at_work", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    case = a_case(other_post(village.public))
    case.claim(by=moderator())
    return Attempt(reverse("case_snooze", args=[case.pk]), {"until": "hour"}, _cases)


def _second(name: str, sent: dict[str, Any]) -> None:
    """Agreeing, or not, to what another moderator proposed; and to one's own proposal."""

    def attempt(proposal: Decision) -> Attempt:
        data = sent | {"version": _version(proposal.case)}
        return Attempt(reverse(name, args=[proposal.pk]), data, _decided)

    @act(name, only=TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(a_decision(a_member(), by=moderator(), later=False, content="remove", person="nothing"))

    # One's own proposal can be taken back.
    @act(f"{name}_own", only=NOBODY if name == "decision_agree" else TEAM)
    def _(village: Village, role: str) -> Attempt:
        by = decider(village, role)
        return attempt(a_decision(a_member(), by=by, later=False, content="remove", person="nothing"))


_second("decision_agree", {})
_second("decision_decline", WHY)


def _back(name: str) -> None:
    """Agreeing, or not, that what two decided is taken back; and what one asked for oneself."""

    def attempt(asked_by: Member) -> Attempt:
        proposal = a_decision(a_member(), by=moderator(), later=False, content="remove", person="nothing")
        agree(proposal, by=moderator(), version=_version(proposal.case))
        TakeBack.objects.create(decision=proposal, why="We read it wrong", asked_by=asked_by, due_at=timezone.now())
        return Attempt(reverse(name, args=[proposal.pk]), WHY, _backs)

    @act(name, only=TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(moderator())

    @act(f"{name}_own", only=NOBODY if name == "decision_back_agree" else TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(decider(village, role))


def _backs() -> list[Any]:
    return list(TakeBack.objects.order_by("pk").values_list("pk", "settled_by", "is_agreed"))


_back("decision_back_agree")
_back("decision_back_decline")


def _on_a_decision(name: str, only: frozenset[str], act_name: str, by: str, *, later: bool = False) -> None:
    @act(act_name, only=only)
    def _(village: Village, role: str) -> Attempt:
        who = {"self": lambda: decider(village, role), "owner": lambda: village.member("admin")}.get(by, moderator)()
        decision = a_decision(a_member(), by=who, later=later, person="silence", days=3)
        return Attempt(reverse(name, args=[decision.pk]), WHY, _decided)


_on_a_decision("decision_undo", TEAM, "decision_undo", "self")
_on_a_decision("decision_undo", NOBODY, "decision_undo_of_others", "moderator")
_on_a_decision("decision_undo", NOBODY, "decision_undo_too_late", "self", later=True)
_on_a_decision("decision_reopen", TEAM, "decision_reopen", "moderator", later=True)
_on_a_decision("decision_reopen", frozenset({"admin"}), "decision_reopen_of_the_owner", "owner", later=True)


@act("moderate_bulk", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    cases = [a_case(other_post(village.public)) for _number in range(2)]
    data = {"case": [f"{case.pk}:{_version(case)}" for case in cases], "content": "hide", "person": "nothing",
            "facts": "Sold something", "submission": "all"}  # fmt: skip
    return Attempt(reverse("moderate_bulk"), data, _decided)


@act("moderate_bulk_undo", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    decision = a_decision(a_member(), by=decider(village, role), later=False)
    return Attempt(reverse("moderate_bulk_undo"), {"decision": [str(decision.pk)]}, _decided)
