"""Acts on challenges, which the table does not know."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from members.profiles.models import Member
from programs.challenges.models import (
    Challenge,
    ChallengeEntry,
    ChallengeJudge,
    ChallengeResult,
    ChallengeSheet,
    ChallengeVote,
    ChallengeWinner,
)
from programs.challenges.settling import settle
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, judged, steps
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
TAKE_PART = frozenset({"new_member", "member", "trusted_member", "mentor", "space_host", "another_member"})
"""Those who are neither of the team nor silenced or suspended."""
NOBODY: frozenset[str] = frozenset()
ROWS: tuple[type[Model], ...] = (
    Challenge, ChallengeEntry, ChallengeJudge, ChallengeResult, ChallengeSheet, ChallengeVote, ChallengeWinner
)  # fmt: skip


def _rows() -> list[Any]:
    # What computing again writes beside the rows themselves is no change.
    return [list(model._base_manager.order_by("pk").values()) for model in ROWS]


def _act(
    name: str, only: frozenset[str], phase: str, data: dict[str, Any], *more: str, terms: Callable[..., Any] = entries,
    ready: Callable[[Challenge, ChallengeEntry, Member, Any], dict[str, Any] | None] | None = None, own: bool = False,
    address: str = "",
) -> None:  # fmt: skip
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        manager, person = village.member("community_manager"), village.people[role]
        challenge = a_challenge(manager, village.open_space, terms(team_may=False), phase)
        mine = own and isinstance(person, Member) and role in TAKE_PART
        entry = an_entry(challenge, person if mine else a_member())  # type: ignore[arg-type]
        said = (ready(challenge, entry, manager, person) if ready else None) or {}
        challenge.refresh_from_db()
        values = {"number": entry.number, "judge": said.pop("judge", 0), "place": 1}
        args = [challenge.occurrence_id, *(values[one] for one in more)]
        return Attempt(reverse(address or name, args=args), data | said, _rows)


def _finished(challenge: Challenge, entry: ChallengeEntry, manager: Member, person: Any) -> dict[str, Any]:
    judged(challenge, entry, a_member(), 7, 5, by=manager)
    go_to(challenge, "settle")
    result, _same = settle(challenge, by=manager)
    return {"read_as": result.inputs, f"reason_{entry.pk}": "Useful", "judge": challenge.judges.get().pk}


def _won(challenge: Challenge, entry: ChallengeEntry, manager: Member, person: Any) -> None:
    ChallengeWinner.objects.create(challenge=challenge, entry=entry, place=1, reason="Useful", prize="A book")


def _stale(challenge: Challenge, entry: ChallengeEntry, manager: Member, person: Any) -> None:
    judged(challenge, entry, a_member(), 7, 5, by=manager)
    go_to(challenge, "settle")


def _named(challenge: Challenge, entry: ChallengeEntry, manager: Member, person: Any) -> dict[str, Any]:
    return {"handle": a_member().handle}


_act("challenge_enter", TAKE_PART, "enter", {"title": "Mine", "words": "What I made"})
_act("challenge_check_in", TAKE_PART, "enter", {"words": "Two fewer"}, terms=steps, address="challenge_enter")
_act("challenge_enter_late", NOBODY, "settle", {"title": "Mine", "words": "Late"}, address="challenge_enter")
_act("challenge_edit", TAKE_PART, "enter", {"title": "Other", "words": "Other words"}, "number", own=True)
_act("challenge_edit_others", NOBODY, "enter", {"title": "Other", "words": "Other"}, "number", address="challenge_edit")
_act("challenge_withdraw", TAKE_PART, "enter", {}, "number", own=True)
_act("challenge_withdraw_others", NOBODY, "enter", {}, "number", address="challenge_withdraw")
_act("challenge_vote", TAKE_PART, "vote", {"wanted": "yes"}, "number")
_act("challenge_vote_own", NOBODY, "vote", {"wanted": "yes"}, "number", own=True, address="challenge_vote")
_act("challenge_sheet", NOBODY, "judge", {"points_0": "9", "points_1": "9", "do": "done"}, "number")
_act("challenge_look", MANAGERS, "judge", {"why": "Not by the terms"}, "number")
_act("challenge_judge_add", MANAGERS, "judge", {}, ready=_named)
_act("challenge_judge_release", MANAGERS, "settle", {}, "judge", ready=_finished)
_act("challenge_time", MANAGERS, "judge", {"days": "3"})
_act("challenge_recompute", MANAGERS, "settle", {}, ready=_stale)
_act("challenge_publish", MANAGERS, "settle", {"words": ""}, ready=_finished)
_act("challenge_prize", MANAGERS, "settle", {"given": "yes"}, "place", ready=_won)
