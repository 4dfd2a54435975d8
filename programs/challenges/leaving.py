"""What challenges have of a member, for a copy of it and for erasing it. Votes and points stay, so the count does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.privacy.erasers import Eraser, Leaver, OtherWords, only_a_number
from members.privacy.erasers import register as erase
from members.privacy.owning import Exporter, register
from members.profiles.models import Member
from programs.challenges import pictures
from programs.challenges.models import (
    Challenge,
    ChallengeEntry,
    ChallengeJudge,
    ChallengePlan,
    ChallengeSheet,
    ChallengeVote,
    ChallengeWinner,
)

BATCH = 100


class Entries(Eraser):
    """Entries of somebody who leaves: if their words go, title, words and picture do; what they were given stays."""

    key = "challenge-entries"
    touches = frozenset({"programs.ChallengeEntry.author"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = ChallengeEntry.objects.filter(author=leaver.member, pk__gt=after)
        found = own if leaver.erases_words else own.exclude(withdrawn_at=None)
        with transaction.atomic():
            rows = list(found.select_for_update(of=("self",)).order_by("pk")[:BATCH])
            for row in rows:
                pictures.take_away(row)
                row.title = leaver.who.erased[:120] if row.title else ""
                row.words = leaver.who.erased
                row.submission = row.submission_digest = ""
                row.save(
                    update_fields=["title", "words", "picture", "width", "height", "submission", "submission_digest"]
                )  # fmt: skip
        return rows[-1].pk if rows else None


class Sheets(Eraser):
    """What a judge who leaves wrote beside the points, if their words go; and whose entries they were kept from."""

    key = "challenge-sheets"
    touches = frozenset({"programs.ChallengeJudge.member"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        ChallengeJudge.objects.filter(member=leaver.member).update(apart=[])
        if not leaver.erases_words:
            return None
        rows = list(ChallengeSheet.objects.filter(judge__member=leaver.member, pk__gt=after).order_by("pk")[:BATCH])
        for row in rows:
            row.marks = [[points, ""] for points, _words in row.marks]
            row.conflict_why = ""
        ChallengeSheet.objects.bulk_update(rows, ["marks", "conflict_why"])
        return rows[-1].pk if rows else None


def _files(member: Member) -> Iterable[tuple[str, str]]:
    rows: Any = ChallengeEntry.objects.filter(author=member).exclude(picture="").order_by("pk")
    for row in rows:
        if default_storage.exists(row.path):
            yield f"challenge-{row.challenge_id}-{row.number}.webp", row.path


register(
    Exporter("programs/challenge-entries", _("What you entered in challenges, and your check-ins."), ChallengeEntry,
             ("author",), ("challenge_id", "number", "day", "title", "words", "at", "edited_at", "withdrawn_at",
                           "refused_at", "refused_why"), files=_files),
    Exporter("programs/challenge-votes", _("Your votes in challenges."), ChallengeVote, ("member",),
             ("entry_id", "at")),
    Exporter("programs/challenge-judging", _("Challenges you judge or judged."), ChallengeJudge, ("member",),
             ("challenge_id", "named_at", "released_at", "apart")),
    Exporter("programs/challenge-points", _("The points you gave as a judge."), ChallengeSheet, ("judge__member",),
             ("entry_id", "marks", "saved_at", "done_at", "conflict_at", "conflict_why")),
    Exporter("programs/challenge-wins", _("What your entries won."), ChallengeWinner, ("entry__author",),
             ("entry_id", "place", "reason", "prize", "given_at")),
)  # fmt: skip
erase(
    Entries(),
    Sheets(),
    OtherWords(ChallengeEntry, "title", "words", "refused_why", "hidden_reason"),
    OtherWords(ChallengeWinner, "reason", "prize"),
    OtherWords(Challenge, "words", "terms"),
    OtherWords(ChallengePlan, "terms"),
    OtherWords(ChallengeSheet, "marks", "conflict_why"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "programs.Challenge.published_by", "programs.ChallengeEntry.refused_by", "programs.ChallengeEntry.hidden_by",
    "programs.ChallengeJudge.named_by", "programs.ChallengeResult.computed_by", "programs.ChallengeWinner.given_by",
)  # fmt: skip
only_a_number("The vote stays in the count, without who gave it.", "programs.ChallengeVote.member")
