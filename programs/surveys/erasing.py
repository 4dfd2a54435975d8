"""Somebody leaves: their name goes out of what others answered anonymously, and what they answered with it goes too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from members.privacy.erasers import Eraser
from programs.surveys.models import Round
from programs.surveys.sheets import NamedSheet, Sheet, shuffle
from programs.surveys.tallies import write_tallies

if TYPE_CHECKING:
    from members.privacy.erasers import Leaver


class SheetWords(Eraser):
    """Round by round, because sheets have no numbers to go on from; and mixed again, as after every answer."""

    key = "words:programs.sheet"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next round."""
        rounds = Round.objects.filter(is_anonymous=True, pk__gt=after).order_by("pk")
        with transaction.atomic():
            round_ = rounds.select_for_update(of=("self",)).first()
            if round_ is None:
                return None
            named = leaver.who.named_in("said_answers")
            sheets = Sheet.objects.annotate(said_answers=Cast("answers", TextField()))
            found = list(sheets.filter(named, occurrence=round_.occurrence_id))
            for sheet in found:
                sheet.answers = leaver.without_names(sheet.answers)
            Sheet.objects.bulk_update(found, ["answers"])
            if found:
                shuffle(round_.occurrence_id)
            return int(round_.pk)


class NamedAnswers(Eraser):
    """Round by round, the answers of whoever leaves; what was counted with them is counted again."""

    key = "rows:programs.namedsheet"
    touches: ClassVar[frozenset[str]] = frozenset({"programs.NamedSheet.member"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next round."""
        rounds = Round.objects.filter(occurrence__named_sheets__member=leaver.member).order_by("pk")
        with transaction.atomic():
            round_ = rounds.select_for_update(of=("self",)).first()
            if round_ is None:
                return None
            NamedSheet.objects.filter(occurrence=round_.occurrence_id, member=leaver.member).delete()
            if round_.occurrence.closed_at is not None:
                write_tallies(round_)
            return int(round_.pk)
