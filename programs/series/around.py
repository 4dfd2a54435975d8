"""What the clock does around every occurrence, whatever its kind: it reminds the host, and sees to the result."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import NOTE_LENGTH, Duty
from members.duties.owning import may_own
from members.installation.models import Installation
from programs.series.formats import Due
from programs.series.naming import for_the_team
from programs.series.results import count_result

if TYPE_CHECKING:
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence

AROUND = TURN, RESULT, ASK = "turn", "result", "result-ask"
REMINDED = timedelta(days=3)
"""So long before it begins, its host is reminded."""
COUNTED = timedelta(hours=1)
"""So long after it ended, what can be counted is."""
ASKED = timedelta(days=3)
"""So long after it ended, its owner is asked for what nobody said."""


def around(occurrence: Occurrence) -> list[Due]:
    """What is to be done for it beside what its kind says."""
    return [
        Due(TURN, occurrence.starts_at - REMINDED, occurrence.starts_at),
        Due(RESULT, occurrence.ends_at + COUNTED),
        Due(ASK, occurrence.ends_at + ASKED, occurrence.ends_at + 10 * ASKED),
    ]


def do_around(key: str, occurrence: Occurrence) -> bool:
    """Do one of them, inside the transaction that ticks it off; whether it is one of them."""
    if key == TURN:
        if occurrence.host_id is not None:
            record("occurrence.turn_near", subject=occurrence, program=occurrence.program_id)
    elif key == RESULT:
        count_result(occurrence)
    elif key == ASK:
        if occurrence.opened_at is not None and not count_result(occurrence):
            ask_for_result(occurrence)
    else:
        return False
    return True


def ask_for_result(occurrence: Occurrence) -> None:
    """Nobody said what came of it, and it cannot be counted."""
    with translation.override(Installation.current().language):
        note = _("What came of “%(title)s”? Its page asks for one line.") % {
            "title": for_the_team(occurrence.program, occurrence.name)
        }
    ask_owner(occurrence.program, f"program-result:{occurrence.pk}", note, occurrence.get_absolute_url())


def ask_owner(program: Program, key: str, note: str, url: str) -> None:
    """A task for who owns a program; for the team where that is nobody who can have tasks."""
    owner = program.owner if program.owner is not None and may_own(program.owner) else None
    ask_somebody("follow_up", key=key, note=f"{note} {url}"[:NOTE_LENGTH], to=owner)


def nobody_needs(key: str) -> None:
    """What the task of this key asked for happened by itself, or is past: it is done, by nobody."""
    for duty in Duty.objects.filter(key=key, done_at=None):
        duty.finish(by=None)
