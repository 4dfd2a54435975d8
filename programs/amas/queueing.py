"""The host's queue: what is on, what waits, what is answered, set aside or merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from programs.amas.models import AmaQuestion
from programs.amas.permissions import is_host
from programs.amas.showing import Ama, Shown, shown

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@dataclass
class Console:
    """What the host's page draws."""

    ama: Ama
    on: Shown | None
    waiting: list[Shown]
    answered: list[Shown]
    aside: list[Shown]
    merged: list[AmaQuestion]
    is_host: bool


def console(viewer: Viewer, ama: Ama) -> Console:
    """The queue: what waits (the most wanted first), what is on, what is answered, set aside or merged."""
    rows = AmaQuestion.objects.open().filter(occurrence=ama.occurrence)
    questions = list(rows.apart().wanted_first().select_related("author", "aside_by", "answering_by")[:500])
    all_of_them = shown(viewer, questions)
    merged = rows.filter(merged_into__isnull=False).select_related("merged_into", "author").order_by("-pk")
    return Console(
        ama=ama,
        on=next((one for one in all_of_them if one.question.answering_at), None),
        waiting=[one for one in all_of_them if one.question.waits],
        answered=[one for one in all_of_them if one.question.answered_at],
        aside=[one for one in all_of_them if one.question.aside_at],
        merged=list(merged[:100]),
        is_host=is_host(viewer, ama.occurrence),
    )
