"""The variables of response templates: what stands in braces, and what takes its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.guidelines.measures import LASTING
from moderation.review.decisions import APPEAL_WITHIN
from moderation.review.proposing import next_step

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

VARIABLES = {
    "name": gettext_lazy("what the member is called"),
    "rule": gettext_lazy("the rule with its number"),
    "quote": gettext_lazy("the words it is about"),
    "until": gettext_lazy("the day a silence or a suspension ends"),
    "step": gettext_lazy("which step it is, such as “step 2 of 3”"),
    "appeal": gettext_lazy("the last day for an appeal"),
}
"""By name, what each stands for."""

_BRACES = re.compile(r"\{([^{}\n]{0,40})\}")
QUOTE_MAX = 200


def unknown_in(words: str) -> list[str]:
    """What stands in braces and is no variable, each once."""
    return list(dict.fromkeys(name for name in _BRACES.findall(words) if name.strip() not in VARIABLES))


def fill(words: str, values: Mapping[str, str]) -> str:
    """The words with what is known in place of the variables; other braces stay as they are."""
    return _BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), words)


def words_of_none() -> dict[str, str]:
    """What stands where a variable is not known yet: the statement below the message says it exactly."""
    return {
        "name": _("you"),
        "rule": _("the guidelines"),
        "quote": "…",
        "until": _("the day named below"),
        "step": _("the step named below"),
        "appeal": _("the day named below"),
    }


def known_for(case: Case, item: Item | None, person: str, rule: Rule | None, days: int | None) -> dict[str, str]:
    """The values that are known before the decision is made: of a silence or a suspension for so many days, its end."""
    now, step = timezone.now(), next_step(case)
    known = {"appeal": _day(now + APPEAL_WITHIN)}
    if case.about is not None:
        known["name"] = case.about.name
    if rule is not None:
        known["rule"] = str(rule)
    if item is not None and item.text.strip():
        known["quote"] = shortened(item.text)
    if step is not None and step.person == person:
        known["step"] = _("step %(number)d of %(of)d") % {"number": step.number, "of": step.of}
    if person in LASTING and days:
        known["until"] = _day(now + timedelta(days=days))
    return known


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTE_MAX else line[: QUOTE_MAX - 1].rsplit(" ", 1)[0] + "…"


def _day(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")


def sample_values() -> dict[str, str]:
    """Values for a preview."""
    return {
        "name": "Kaisa",
        "rule": _("2.1 Criticise the work, not the person"),
        "quote": _("Whoever wrote this cannot think."),
        "until": _day(timezone.now() + timedelta(days=7)),
        "step": _("step %(number)d of %(of)d") % {"number": 2, "of": 3},
        "appeal": _day(timezone.now() + APPEAL_WITHIN),
    }
