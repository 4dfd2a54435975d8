"""Changing a program: this occurrence alone, this one and all later ones, or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.log import record
from members.profiles.models import Member
from programs.series.laying import lay_out
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.recurring import Recurrence, WrongRule, read

CHANGED = (
    "title", "about", "rhythm", "serves", "owner", "space", "audience", "is_public", "begins", "at", "zone", "rule",
    "minutes", "goal", "goal_number", "goal_words",
)  # fmt: skip
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Span(models.TextChoices):
    """How far a change goes."""

    ONE = "one", gettext_lazy("This one")
    LATER = "later", gettext_lazy("This and later")
    ALL = "all", gettext_lazy("All")


def added_alone() -> str:
    """Why a series does not go on otherwise from a date that stands beside its rule."""
    return _("This date was added beside the rule. Change it alone, or the series from another date on.")


@transaction.atomic
def change_one(occurrence: Occurrence, said: Mapping[str, Any], *, by: Member, read_as: str = "") -> None:
    """Give one occurrence a title, words and a time of its own. Raises ChangedMeanwhile."""
    current = Occurrence.objects.locked(occurrence.pk)
    if read_as and read_as != current.edition:
        raise ChangedMeanwhile
    if (current.title, current.about) != (said["title"], said["about"]):
        current.title, current.about = said["title"], said["about"]
        current.sequence += 1
        current.save(update_fields=["title", "about", "sequence"])
        record("occurrence.changed", actor=by, subject=current)
    current.move(said["starts_at"], by=by, lasts=said["lasts"])


@transaction.atomic
def change_all(program: Program, said: Mapping[str, Any], *, by: Member) -> Program:
    """Change what a program says; what has begun stays as it was. Raises WrongRule."""
    current = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    changed = [name for name in CHANGED if name in said and getattr(current, name) != said[name]]
    for name in changed:
        setattr(current, name, said[name])
    if changed:
        current.recurrence.check()
        current.save(update_fields=changed)
        if current.planned_at is not None and current.ended_at is None:
            lay_out(current, by=by)
        record("program.changed", actor=by, subject=current, fields=",".join(changed))
    return current


@transaction.atomic
def change_later(occurrence: Occurrence, said: Mapping[str, Any], *, by: Member) -> Program:
    """Change an occurrence and all after it: from its day on they are a program of their own. Raises WrongRule."""
    current = Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    if occurrence.added_at is not None:
        raise WrongRule(added_alone())
    if not current.occurrences.filter(day__lt=occurrence.day).exists():
        return change_all(current, said, by=by)
    later = _split(current, occurrence.day)
    record("program.split", actor=by, subject=later, program=current.pk)
    return change_all(later, {"begins": occurrence.day, **said}, by=by)


def _split(program: Program, day: date) -> Program:
    """Let a program end before a day, and another one go on with its rows from then."""
    later = Program.objects.get(pk=program.pk)
    later.pk, later.continues = None, program
    later.rule, later.begins = rule_from(program.recurrence, day), day
    later.submission = ""
    later.save(force_insert=True)
    program.occurrences.filter(day__gte=day).update(program=later)
    _take_along(program, later)
    program.rule = ended(program.rule, day - timedelta(days=1))
    program.save(update_fields=["rule"])
    return later


def _take_along(program: Program, later: Program) -> None:
    """The rota, the checklist with what is ticked off of it, and what the kind keeps; texts are one bank for both."""
    turns = [type(turn)(program=later, member_id=turn.member_id, place=turn.place) for turn in program.turns.all()]
    later.turns.bulk_create(turns)
    for item in list(program.check_items.filter(retired_at=None)):
        ticked = item.checks.filter(occurrence__program=later)
        copy = type(item)(program=later, words=item.words, days_before=item.days_before, place=item.place)
        copy.save(force_insert=True)
        ticked.update(item=copy)
    program.kind.carried(program, later)


def ended(rule: str, last: date) -> str:
    """A rule that ends with this day."""
    parts = [f"{name}={value}" for name, value in read(rule).items() if name not in ("UNTIL", "COUNT")]
    return ";".join([*parts, f"UNTIL={last:%Y%m%d}"])


def rule_from(recurrence: Recurrence, day: date) -> str:
    """The rule as it goes on from one of its days: what it counts, it has counted in part."""
    parts = read(recurrence.rule)
    if "COUNT" in parts:
        before = sum(1 for _one in recurrence.days(until=day - timedelta(days=1)))
        parts["COUNT"] = str(int(parts["COUNT"]) - before)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def shifted(rule: str, before: date, after: date) -> str:
    """The rule of a series whose occurrences all move from one day to another.

    Raises WrongRule where the rule names several days: which one moves has to be said by hand.
    """
    parts = read(rule) if rule else {}
    if len(parts.get("BYDAY", "").split(",")) > 1 or len(parts.get("BYMONTHDAY", "").split(",")) > 1:
        raise WrongRule(_("This happens on several days. Change its days in the form."))
    if "BYSETPOS" in parts or {"BYDAY", "BYMONTHDAY"} <= parts.keys():
        raise WrongRule(_("This rule is too particular to be moved. Change its days in the form."))
    if "BYDAY" in parts:
        place = parts["BYDAY"][:-2]
        parts["BYDAY"] = (
            f"{place_of(after, from_end=place.startswith('-')) if place else ''}{WEEKDAYS[after.weekday()]}"
        )
    if "BYMONTHDAY" in parts:
        parts["BYMONTHDAY"] = str(after.day)
    if "BYMONTH" in parts and before.month != after.month:
        parts["BYMONTH"] = str(after.month)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def place_of(day: date, *, from_end: bool) -> int:
    """Which of these days of the week it is in its month: 1 the first, -1 the last."""
    if not from_end:
        return (day.day - 1) // 7 + 1
    left = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) - day
    return -(left.days // 7 + 1)
