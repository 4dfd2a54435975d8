"""Programs for tests: planned, with their occurrences."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.series.models import Program
from programs.series.texts import BankText

if TYPE_CHECKING:
    from members.profiles.models import Member


def a_program(owner: Member, *, plan: bool = True, texts: int = 0, **said: Any) -> Program:
    """Every week from tomorrow on, at 18:00 in Helsinki, for an hour; with so many texts in its bank."""
    defaults: dict[str, Any] = {
        "format": "prompt", "title": "Friday case review", "rhythm": "weekly", "serves": "take-part", "owner": owner,
        "begins": tomorrow(), "at": time(18), "zone": "Europe/Helsinki", "rule": "FREQ=WEEKLY", "minutes": 60,
        "made_by": owner,
    }  # fmt: skip
    program: Program = Program.objects.create(**{**defaults, **said})
    BankText.objects.bulk_create(
        BankText(
            program=program,
            title=f"What did you learn in week {place}?",
            words=f"One line is enough, {place}.",
            place=place,
        )
        for place in range(texts)
    )
    if plan:
        program.plan(by=owner)
    return program


def tomorrow() -> date:
    """The day after today."""
    return timezone.localdate() + timedelta(days=1)
