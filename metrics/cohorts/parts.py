"""What newcomers are told apart by: each way splits them into parts, and everybody is in exactly one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.spaces.models import Space
from community.welcome.models import Action
from members.recognition.ladder import Step
from metrics.cohorts.joins import LEVEL, MENTOR, PROGRAM, SPACE, START
from metrics.rollups.models import Source

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOBODY = "none"


@dataclass(frozen=True)
class By:
    """One way to tell newcomers apart."""

    key: str
    name: StrOrPromise
    column: str
    """The part of a member in SQL, as text; `a` is their arrival."""
    words: Callable[[Iterable[str]], dict[str, StrOrPromise]]
    """The words of these parts, in the order in which they are read; at most one query."""
    join: str = ""
    is_early: bool = True
    """Whether it looks at their first 28 days: then only those whose 28 days are over are in the table."""
    note: StrOrPromise = ""


def _fixed(known: Iterable[tuple[object, StrOrPromise]]) -> Callable[[Iterable[str]], dict[str, StrOrPromise]]:
    pairs = {str(key): words for key, words in known}
    return lambda found: {key: words for key, words in pairs.items() if key in set(found)}


def _spaces(found: Iterable[str]) -> dict[str, StrOrPromise]:
    """Spaces by name, then those who wrote nowhere."""
    keys = set(found)
    numbers = [int(key) for key in keys if key.isdigit()]
    named: dict[str, StrOrPromise] = {
        str(pk): name for pk, name in Space.objects.filter(pk__in=numbers).order_by("name").values_list("pk", "name")
    }
    named |= {key: _("A space that is gone") for key in sorted(keys) if key.isdigit() and key not in named}
    return named | ({NOBODY: _("Wrote nothing yet")} if NOBODY in keys else {})


_STARTS = [
    (Action.HELLO, pgettext_lazy("first action", "Said hello")),
    (Action.INTERESTS, pgettext_lazy("first action", "Picked what they care about")),
    (Action.USEFUL, pgettext_lazy("first action", "Got something useful")),
    (NOBODY, pgettext_lazy("first action", "None of the three")),
]
_PROGRAMS = [
    ("event", _("An event")), ("challenge", _("A challenge")), ("ama", _("An AMA")), ("prompt", _("A prompt")),
    (NOBODY, _("None of them")),
]  # fmt: skip
_MENTORS = [("mentor", _("With a mentor")), (NOBODY, _("Without a mentor"))]

WAYS: dict[str, By] = {
    by.key: by
    for by in (
        By("source", _("How they came"), "a.source", _fixed(Source.choices), is_early=False),
        By(
            "start", _("What they did first at the welcome"), "coalesce(started.action, 'none')", _fixed(_STARTS),
            START,
            note=_("Which of the three first actions somebody took first: the closest to a reason to join that "
                   "everybody is asked for in the same way."),
        ),
        By("level", _("Level"), "coalesce(reached.level, 1)::text", _fixed(Step.choices), LEVEL,
           note=_("The highest level they had in their first 28 days.")),
        By("program", _("First program"), "coalesce(program.kind, 'none')", _fixed(_PROGRAMS), PROGRAM,
           note=_("What they took part in first: an event they had a place at, an entry or check-in of a challenge, "
                  "a question in an AMA with their name, a reply to a prompt.")),
        By("mentor", _("Mentor"), "CASE WHEN mentored.is_so THEN 'mentor' ELSE 'none' END", _fixed(_MENTORS), MENTOR,
           note=_("Whether a mentor took them on in their first 28 days.")),
        By("space", _("Space of the first contribution"), "coalesce(wrote.space_id::text, 'none')", _spaces, SPACE,
           note=_("Where they wrote first.")),
    )
}  # fmt: skip
