"""The end of a challenge: entries refused with reasons, the result computed, confirmed by a manager, told once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.challenges.models import (
    REASON_MAX,
    Challenge,
    ChallengeEntry,
    ChallengeResult,
    ChallengeWinner,
)
from programs.challenges.permissions import may_manage
from programs.challenges.phases import Ends, Phase, phase_of
from programs.challenges.results import Given, Row, compute, digest_of, inputs_of
from programs.challenges.rewarding import reward, tell_in_thread
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile

LONGER_MOST = 30


class NoReason(ValueError):
    """A reason is missing; the message is one sentence."""


def winning(challenge: Challenge, rows: list[Row]) -> list[Row]:
    """The rows that win: as many as there are places, and none that nobody gave anything to."""
    terms = challenge.said
    return [row for row in rows[: terms.places] if row.score > 0] if terms.vote_days or terms.judge_days else []


def settle(challenge: Challenge, *, by: Member | None) -> tuple[ChallengeResult, bool]:
    """Compute the result anew and keep it; the second says whether it came to the same as before. In a transaction."""
    given, terms = inputs_of(challenge), challenge.said
    rows = [asdict(row) for row in compute(given, terms, challenge.seed)]
    digest = digest_of(given, terms, challenge.seed)
    before = ChallengeResult.objects.filter(challenge=challenge).first()
    if before is not None and (before.inputs, before.rows) == (digest, rows):
        return before, True
    said = {"rows": rows, "inputs": digest, "computed_at": timezone.now(), "computed_by": by}
    found, _new = ChallengeResult.objects.update_or_create(challenge=challenge, defaults=said)
    return found, False


@transaction.atomic
def recompute(occurrence: Occurrence, *, by: Member) -> bool:
    """Compute it again from what is stored; whether it came to the same.

    What is published is compared and never overwritten. Raises NotNow.
    """
    check(may_manage(by))
    _current, challenge = _locked(occurrence)
    if challenge.published_at is None:
        return settle(challenge, by=by)[1]
    stored = ChallengeResult.objects.filter(challenge=challenge).first()
    given = inputs_of(challenge)
    rows = [asdict(row) for row in compute(given, challenge.said, challenge.seed)]
    return stored is not None and stored.rows == rows


def uncovered(challenge: Challenge, given: list[Given]) -> list[int]:
    """The numbers of entries that fewer judges looked at than promised."""
    terms = challenge.said
    return [one.number for one in given if len(one.marks) < terms.judges_each] if terms.judge_days else []


@transaction.atomic
def refuse(entry: ChallengeEntry, why: str, *, by: Member) -> None:
    """Take an entry out that does not meet the terms; its author is told why. Raises NotNow, NoReason."""
    why = " ".join(why.replace("\x00", "").split())
    if not why:
        raise NoReason(_("Say why: its author reads it."))
    occurrence, current = _entry(entry, by)
    if current.refused_at is None:
        current.refused_at, current.refused_by, current.refused_why = timezone.now(), by, why[:REASON_MAX]
        current.save(update_fields=["refused_at", "refused_by", "refused_why"])
        record("challenge.entry_refused", actor=by, subject=current, occurrence=occurrence.pk)


@transaction.atomic
def readmit(entry: ChallengeEntry, *, by: Member) -> None:
    """Let it take part after all; its author is told. Raises NotNow."""
    occurrence, current = _entry(entry, by)
    if current.refused_at is not None:
        current.refused_at, current.refused_by, current.refused_why = None, None, ""
        current.save(update_fields=["refused_at", "refused_by", "refused_why"])
        record("challenge.entry_readmitted", actor=by, subject=current, occurrence=occurrence.pk)


def _entry(entry: ChallengeEntry, by: Member) -> tuple[Occurrence, ChallengeEntry]:
    check(may_manage(by))
    occurrence, challenge = _locked(Occurrence(pk=entry.challenge.occurrence_id))
    if challenge.published_at is not None:
        raise ChangedMeanwhile(_("The result is published already."))
    current = ChallengeEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.withdrawn_at is not None:
        raise NotNow(Refusal(_("This entry was taken back.")))
    return occurrence, current


@transaction.atomic
def give_time(occurrence: Occurrence, days: int, *, by: Member) -> None:
    """Let judges go on for some days, from now or from the end that was planned. Raises NotNow."""
    check(may_manage(by))
    current, challenge = _locked(occurrence)
    phase = phase_of(current, challenge.said, challenge)
    if not challenge.said.judge_days or phase not in (Phase.JUDGE, Phase.SETTLING):
        raise NotNow(Refusal(_("Nothing is judged now.")))
    if not 1 <= days <= LONGER_MOST:
        raise NotNow(Refusal(_("Give one to thirty days.")))
    end = max(Ends(current, challenge.said, challenge.judging_until).judge, timezone.now())
    challenge.judging_until = end + timedelta(days=days)
    challenge.save(update_fields=["judging_until"])
    record("challenge.judging_prolonged", actor=by, subject=current, days=days)


@transaction.atomic
def publish(occurrence: Occurrence, reasons: Mapping[int, str], words: str, *, read_as: str, by: Member) -> Challenge:
    """Confirm the winners, each with a reason, and tell it: once. `read_as`: the digest of what was confirmed.

    Raises NotNow, NoReason.
    """
    check(may_manage(by))
    current, challenge = _locked(occurrence)
    if challenge.published_at is not None:
        raise ChangedMeanwhile(_("The result is published already."))
    if phase_of(current, challenge.said, challenge) != Phase.SETTLING:
        raise NotNow(Refusal(_("The result is published when everything is over.")))
    given = inputs_of(challenge)
    check(_not_covered(uncovered(challenge, given)))
    if digest_of(given, challenge.said, challenge.seed) != read_as:
        raise ChangedMeanwhile(_("Something counts differently since you opened the page. Look at the result again."))
    result, _same = settle(challenge, by=by)
    rows = winning(challenge, [Row(**row) for row in result.rows])
    said = {row.entry: " ".join(reasons.get(row.entry, "").replace("\x00", "").split()) for row in rows}
    if not all(said.values()):
        raise NoReason(_("Say for each winner why, by the criteria."))
    challenge.published_at, challenge.published_by = timezone.now(), by
    challenge.words = words.replace("\x00", "").strip()
    challenge.save(update_fields=["published_at", "published_by", "words"])
    winners = ChallengeWinner.objects.bulk_create(
        ChallengeWinner(
            challenge=challenge, entry_id=row.entry, place=row.place, reason=said[row.entry][:REASON_MAX],
            prize=challenge.said.prize_of(row.place),
        )
        for row in rows
    )  # fmt: skip
    reward(challenge, winners, by=by)
    tell_in_thread(current, challenge, by=by)
    record("challenge.published", actor=by, subject=current, winners=len(winners))
    for winner in winners:
        record("challenge.won", actor=by, subject=winner.entry, occurrence=current.pk, place=winner.place)
    return challenge


def _not_covered(short: list[int]) -> Refusal | None:
    if not short:
        return None
    words = ngettext(
        "One entry was judged by too few. Give judges more time, or name another judge.",
        "%(n)d entries were judged by too few. Give judges more time, or name another judge.",
        len(short),
    )
    return Refusal(words % {"n": len(short)})


def _locked(occurrence: Occurrence) -> tuple[Occurrence, Challenge]:
    current = Occurrence.objects.locked(occurrence.pk)
    challenge = Challenge.objects.select_for_update(no_key=True).filter(occurrence=current).first()
    if challenge is None:
        raise NotNow(Refusal(_("This challenge has not begun yet.")))
    return current, challenge


@transaction.atomic
def hand_over(winner: ChallengeWinner, *, by: Member, given: bool) -> None:
    """Write into the ledger that a prize was given, or (not `given`) that it was not after all. Raises NotNow."""
    check(may_manage(by))
    current = ChallengeWinner.objects.select_for_update(of=("self",)).select_related("challenge").get(pk=winner.pk)
    if (current.given_at is not None) == given:
        return
    current.given_at, current.given_by = (timezone.now(), by) if given else (None, None)
    current.save(update_fields=["given_at", "given_by"])
    if given:
        record("challenge.prize_given", actor=by, subject=current, occurrence=current.challenge.occurrence_id)
    else:
        record("challenge.prize_open", actor=by, subject=current, occurrence=current.challenge.occurrence_id)
