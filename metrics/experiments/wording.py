"""What came of an experiment, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.experiments.guards import GUARDS
from metrics.experiments.models import ERROR, Came
from metrics.experiments.telling import names_of, told_of
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrics.experiments.foreseeing import Progress
    from metrics.experiments.models import Plan, Result
    from metrics.experiments.telling import Apart, Arm, Guarded, Told

TELLING = 0.05
"""From here on, what is behind the point is told."""
FRACTIONS_SPEAK_LIKE = 2
"""Which number's plural form goes with 1.5."""


def headline(result: Result) -> str:
    """What came of it, in one sentence."""
    plan, names = result.plan, names_of(result.plan)
    if result.came == Came.CUT_SHORT:
        return _("Stopped before its rule: nothing can be concluded.")
    if result.came == Came.NOTHING:
        words = _("No difference of %(points)s was shown.")
        return words % {"points": points_words(plan.least)}
    if result.came == Came.HARM:
        words = _("“%(variant)s” does harm: %(guard)s more often.")
        return words % {"variant": names.get(result.best_id, ""), "guard": _lower(str(GUARDS[result.guard].name))}
    if result.is_worse:
        return _("Nothing beats “%(against)s”: what was tried does worse.") % {
            "against": names.get(plan.against_id, "")
        }
    words = _("“%(variant)s” does better than “%(against)s”.")
    return words % {"variant": names.get(result.best_id, ""), "against": names.get(plan.against_id, "")}


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def points_words(points: float) -> str:
    """Such as "8 points" or "1.5 points"."""
    is_whole = abs(points - round(points)) < TELLING
    count = round(abs(points)) if is_whole else FRACTIONS_SPEAK_LIKE
    return ngettext("%(n)s point", "%(n)s points", count) % {"n": digits(points)}


def digits(number: float) -> str:
    """One digit behind the point, none where it is nought; with a minus that is as wide as a plus."""
    places = 0 if abs(number - round(number)) < TELLING else 1
    return number_format(round(number, places) + 0.0, decimal_pos=places).replace("-", "−")


def percent_words(number: float) -> str:
    """Such as "41 %"."""
    return f"{digits(number)} %"


def arms_words(arms: Sequence[Arm]) -> str:
    """Such as "short: 41 %, long: 33 %."."""
    parts = [f"{arm.name}: {NOT_TOLD if arm.is_untold else percent_words(arm.percent)}" for arm in arms]
    return ", ".join(parts) + "." if parts else ""


def apart_words(one: Apart) -> str:
    """How far one group is from the comparison."""
    words = _("The difference between “%(one)s” and “%(other)s” is %(points)s (between %(low)s and %(high)s).")
    return words % {
        "one": one.one.name, "other": one.against.name, "points": points_words(one.points), "low": digits(one.low),
        "high": digits(one.high),
    }  # fmt: skip


def sentences(told: Told) -> str:
    """The numbers of a result in words."""
    if told.is_untold:
        return str(NOT_TOLD) if told.arms else ""
    return " ".join([arms_words(told.arms), *(apart_words(one) for one in told.apart)])


def later_words(told: Told) -> str:
    """The same people in their eighth week, in words; empty before."""
    return " ".join([arms_words(told.later), *(apart_words(one) for one in told.later_apart)]).strip()


def guard_words(one: Guarded) -> str:
    """What a guardrail shows for one variant."""
    if one.is_untold:
        return _("Too few to tell: fewer than five in a group.")
    if one.harms:
        return _("Clear harm: at least %(points)s more than in the comparison.") % {"points": points_words(one.bound)}
    return _("No clear harm: at most %(points)s more than in the comparison.") % {
        "points": points_words(max(0.0, one.bound))
    }


def rule_words(plan: Plan) -> list[str]:
    """The rule, in sentences; the numbers behind it are in docs/experiments.md."""
    people = number_format(plan.people, force_grouping=True)
    said = [
        _("It takes %(people)s people: then a difference of %(points)s is found four times out of five.")
        % {"people": people, "points": points_words(plan.least)},
        _("It is looked at once a week, at most twenty times. Early looks ask for a very large difference."),
        _("Where there is no difference, a winner is named in at most %(n)s of 100 experiments.")
        % {"n": digits(100 * ERROR)},
    ]
    if len(plan.shares) > 2:
        said.append(_("Each variant is compared with “%(name)s”, and the comparisons share that chance.")
                    % {"name": names_of(plan).get(plan.against_id, "")})  # fmt: skip
    if plan.ends_by_rule:
        return [*said, _("When the rule has spoken, the experiment is stopped.")]
    return [*said, _("When the rule has spoken, managers are told, and one of them stops the experiment.")]


def days_words(progress: Progress) -> str:
    """How long it still takes."""
    if progress.days_left is None:
        return _("Nobody can say yet how long it takes: too few have met it lately.")
    words = ngettext(
        "Needs about %(n)d more day to be sure.", "Needs about %(n)d more days to be sure.", progress.days_left
    )
    return words % {"n": progress.days_left}


def result_words(result: Result) -> str:
    """Headline and numbers, for lists and tables."""
    return " ".join(part for part in (headline(result), sentences(told_of(result))) if part)
