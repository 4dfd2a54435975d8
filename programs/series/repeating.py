"""The rule of a program as a form asks for it, and back: how often, on which days, until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from programs.series.changing import WEEKDAYS, place_of
from programs.series.recurring import WrongRule, read


class Repeats(models.TextChoices):
    """How often it happens, as a form asks."""

    NEVER = "never", _("Once")
    WEEKLY = "weekly", _("Every week, or every few weeks")
    MONTH_DAY = "month-day", _("Every month on this day of the month")
    MONTH_WEEKDAY = "month-weekday", _("Every month on this day of the week")
    QUARTERLY = "quarterly", _("Every quarter on this day of the week")
    YEARLY = "yearly", _("Every year on this day")
    RULE = "rule", _("By a rule I write myself")


class Ends(models.TextChoices):
    """Until when it happens."""

    NEVER = "never", _("It goes on")
    ON = "on", _("On a day")
    AFTER = "after", _("After so many times")


QUARTER = 3
"""Months."""


def rule_of(said: dict[str, Any]) -> str:
    """The rule that a form says; `begins`, `repeats` and what belongs to them are there."""
    begins: date = said["begins"]
    every = said.get("every") or 1
    repeats = said["repeats"]
    if repeats == Repeats.NEVER:
        return ""
    if repeats == Repeats.RULE:
        return str(said.get("rule") or "").strip().upper().removeprefix("RRULE:")
    days = ",".join(day for day in WEEKDAYS if day in (said.get("days") or [])) or WEEKDAYS[begins.weekday()]
    parts = {
        Repeats.WEEKLY: {"FREQ": "WEEKLY", "INTERVAL": every, "BYDAY": days},
        Repeats.MONTH_DAY: {"FREQ": "MONTHLY", "INTERVAL": every, "BYMONTHDAY": begins.day},
        Repeats.MONTH_WEEKDAY: {"FREQ": "MONTHLY", "INTERVAL": every, "BYDAY": _nth(begins)},
        Repeats.QUARTERLY: {"FREQ": "MONTHLY", "INTERVAL": QUARTER, "BYDAY": _nth(begins)},
        Repeats.YEARLY: {"FREQ": "YEARLY", "BYMONTH": begins.month, "BYMONTHDAY": begins.day},
    }[Repeats(repeats)]
    rule = ";".join(f"{name}={value}" for name, value in parts.items() if (name, value) != ("INTERVAL", 1))
    if said.get("ends") == Ends.ON:
        rule += f";UNTIL={said['ends_on']:%Y%m%d}"
    if said.get("ends") == Ends.AFTER:
        rule += f";COUNT={said['ends_after']}"
    return rule


def _nth(day: date) -> str:
    """Which day of the week of its month it is; the fifth is said as the last, which every month has."""
    place = place_of(day, from_end=False)
    return f"{-1 if place > 4 else place}{WEEKDAYS[day.weekday()]}"


def said_by(rule: str, begins: date) -> dict[str, Any]:
    """What a form says for a rule; what it has no fields for stands there as it is written."""
    if not rule:
        return {"repeats": Repeats.NEVER, "ends": Ends.NEVER}
    by_hand = {"repeats": Repeats.RULE, "rule": rule, "ends": Ends.NEVER}
    try:
        parts = read(rule)
    except WrongRule:
        return by_hand
    said: dict[str, Any] = {"every": int(parts.get("INTERVAL", 1)), "ends": Ends.NEVER}
    if "COUNT" in parts:
        said |= {"ends": Ends.AFTER, "ends_after": int(parts["COUNT"])}
    if "UNTIL" in parts:
        said |= {"ends": Ends.ON, "ends_on": datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()}  # noqa: DTZ007
    if parts["FREQ"] == "WEEKLY":
        said |= {"repeats": Repeats.WEEKLY, "days": parts.get("BYDAY", WEEKDAYS[begins.weekday()]).split(",")}
    elif parts["FREQ"] == "YEARLY":
        said["repeats"] = Repeats.YEARLY
    elif parts["FREQ"] == "MONTHLY":
        weekday = Repeats.QUARTERLY if said["every"] == QUARTER else Repeats.MONTH_WEEKDAY
        said["repeats"] = weekday if "BYDAY" in parts else Repeats.MONTH_DAY
    else:
        return by_hand
    # Only what these fields would write again is shown in them.
    return said if _same(rule_of({"begins": begins, **said}), rule) else by_hand


def _same(one: str, other: str) -> bool:
    first, second = ({**read(rule)} for rule in (one, other))
    for parts in (first, second):
        if parts.get("INTERVAL") == "1":
            del parts["INTERVAL"]
        parts["UNTIL"] = parts.get("UNTIL", "")[:8]
    return first == second or (first == {**second, "BYDAY": first.get("BYDAY", "")} and "BYDAY" not in second)
