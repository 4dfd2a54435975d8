"""Taking the name of somebody who leaves out of what others answered anonymously."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from members.privacy.erasers import Eraser
from programs.surveys.models import Round
from programs.surveys.sheets import Sheet, shuffle

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
