"""Acts of reporting, appealing, and on what was decided about people."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from members.profiles.models import Member
from moderation.appeals.links import token_for
from moderation.appeals.models import Appeal, AppealMessage
from moderation.appeals.opening import appeal
from moderation.reports.models import Report
from moderation.review.cases import CaseNote
from moderation.review.decisions import Decision
from moderation.sanctions.models import PersonNote, Sanction
from moderation.screening.lifting import Vouch
from tests.authz.acts import Attempt, act, other_post
from tests.authz.review_acts import NOBODY, TEAM, decider, moderator
from tests.factories import a_member
from tests.moderation.decided import a_decision
from tests.visibility.village import Village

VISITORS = {"reason": "fraud", "words": "They sell what is not theirs", "good_faith": "on", "submission": "one"}
EVERYBODY = TEAM | {"anonymous", "new_member", "member", "trusted_member", "mentor", "space_host", "suspended",
                    "silenced", "another_member"}  # fmt: skip
WORDS = {"words": "It was meant otherwise", "submission": "one"}


def _report(pk: int, role: str) -> Attempt:
    data = VISITORS if role == "anonymous" else {"reason": "other", "words": "Look at this"}
    return Attempt(reverse("report", args=["post", pk]), data, Report.objects.count)


@act("report_post")
def _(village: Village, role: str) -> Attempt:
    return _report(other_post(village.public).pk, role)


@act("report_post_in_P_not_visible")
def _(village: Village, role: str) -> Attempt:
    return _report(other_post(village.private).pk, role)


@act("report_what_is_held", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    return _report(village.hidden.pk if role in TEAM else village.pending.pk, role)


@act("report_a_message", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    """Of two others."""
    from members.messages.submitting import submit_first

    sent = submit_first([a_member()], by=a_member(), source="Between two others")
    data = VISITORS if role == "anonymous" else {"reason": "other", "words": "Look at this"}
    return Attempt(reverse("report", args=["message", sent.pk]), data, Report.objects.count)


def _told(village: Village, role: str) -> Decision:
    """A decision about whoever acts; about somebody else for visitors."""
    person = village.people[role]
    about = person if isinstance(person, Member) else a_member()
    by = village.member("community_manager" if role == "admin" else "admin")
    return a_decision(about, by=by, content="hide", person="nothing")


def _appeals() -> list[Any]:
    appeals = Appeal.objects.order_by("pk").values_list("pk", "by", "decided_by", "outcome")
    return [*appeals, *AppealMessage.objects.order_by("pk").values_list("pk", "author")]


@act("appeal_open", only=EVERYBODY - {"anonymous"})
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("appeal_open", args=[_told(village, role).pk]), WORDS, _appeals)


@act("appeal_open_for_somebody_else", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    decision = a_decision(a_member(), by=moderator())
    return Attempt(reverse("appeal_open", args=[decision.pk]), WORDS, _appeals)


@act("appeal_write", only=EVERYBODY - {"anonymous"})
def _(village: Village, role: str) -> Attempt:
    decision = _told(village, role)
    assert decision.about is not None
    found = appeal(decision, "Look again", by=decision.about)
    return Attempt(reverse("appeal_write", args=[found.pk]), WORDS, _appeals)


@act("appeal_write_for_somebody_else", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("appeal_write", args=[_appealed(moderator()).pk]), WORDS, _appeals)


@act("appeal_with_send", only=EVERYBODY)
def _(village: Village, role: str) -> Attempt:
    """Whoever has the letter of somebody suspended may."""
    decision = a_decision(a_member(), by=moderator(), person="suspend", days=3)
    return Attempt(reverse("appeal_with_send", args=[token_for(decision)]), WORDS, _appeals)


def _appealed(by: Member) -> Appeal:
    about = a_member()
    return appeal(a_decision(about, by=by), "Look again", by=about)


def _deciding(name: str) -> None:
    """An act on an appeal against a decision by another moderator, one's own, and the owner's."""

    def attempt(found: Appeal) -> Attempt:
        last = found.messages.last()
        data = WORDS | {"reasons": "We read it again", "read": str(last.pk if last else 0)}
        return Attempt(reverse(name, args=[found.pk]), data, _appeals)

    @act(name, only=TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(_appealed(moderator()))

    @act(f"{name}_against_oneself", only=NOBODY)
    def _(village: Village, role: str) -> Attempt:
        return attempt(_appealed(decider(village, role)))

    @act(f"{name}_about_oneself", only=NOBODY)
    def _(village: Village, role: str) -> Attempt:
        decision = _told(village, role)
        assert decision.about is not None
        return attempt(appeal(decision, "Look again", by=decision.about))


for _name in ("appeal_answer", "appeal_uphold", "appeal_reverse"):
    _deciding(_name)


def _noted(name: str, only: frozenset[str], whose: Callable[[Village, str], Appeal]) -> None:
    """A note for the team: also by who decided first, never by whom it is about."""

    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        rows = CaseNote.objects.values_list("pk")
        return Attempt(reverse("appeal_note", args=[whose(village, role).pk]), WORDS, lambda: list(rows.all()))


def _about(village: Village, role: str) -> Appeal:
    decision = _told(village, role)
    assert decision.about is not None
    return appeal(decision, "Look again", by=decision.about)


_noted("appeal_note", TEAM, lambda village, role: _appealed(decider(village, role)))
_noted("appeal_note_about_oneself", NOBODY, _about)


def _own_appeal(name: str, data: dict[str, Any]) -> None:
    @act(f"{name}_of_an_appeal_against_oneself", only=NOBODY)
    def _(village: Village, role: str) -> Attempt:
        case = _appealed(decider(village, role)).case()
        assert case is not None
        row = type(case).objects.filter(pk=case.pk)
        fields = ("claimed_by", "snoozed_until", "assigned_to", "closed_at")
        sent = {"to": str(village.member(role).pk)} if name == "case_give" and role in TEAM else data
        return Attempt(reverse(name, args=[case.pk]), sent, lambda: list(row.all().values_list(*fields)))


_own_appeal("case_claim", {})
_own_appeal("case_snooze", {"until": "hour"})
_own_appeal("case_give", {})
_own_appeal("case_decide", {"choice": "keep"})


def _lift(name: str, only: frozenset[str], by: str) -> None:
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        giver = village.member("admin") if by == "owner" else moderator()
        decision = a_decision(a_member(), by=giver, person="silence", days=3)
        sanction = Sanction.objects.get(decision=decision)
        found = Sanction.objects.values_list("lifted_at", "lifted_by")
        path = reverse("sanction_lift", args=[sanction.pk])
        return Attempt(path, {"why": "It was a mistake"}, lambda: found.get(pk=sanction.pk))


_lift("sanction_lift", TEAM, "moderator")
_lift("sanction_lift_of_the_owner", frozenset({"admin"}), "owner")


def _note(name: str, only: frozenset[str], about: str) -> None:
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        path = reverse("person_note", args=[a_member(role=about).handle])
        return Attempt(path, {"words": "Seen before"}, PersonNote.objects.count)


_note("person_note", TEAM, "member")
_note("person_note_about_a_manager", frozenset({"admin"}), "manager")


@act("vouch_say", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("vouch_say", args=[a_member().handle]), {}, Vouch.objects.count)


@act("vouch_say_for_oneself", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    handle = person.handle if isinstance(person, Member) else "moderator"
    return Attempt(reverse("vouch_say", args=[handle]), {}, Vouch.objects.count)
