"""Time zones as people read them: one name for each, wherever one is written."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AREAS: dict[str, Promise] = {
    "Africa": _("Africa"), "America": _("America"), "Antarctica": _("Antarctica"), "Asia": _("Asia"),
    "Atlantic": _("Atlantic"), "Australia": _("Australia"), "Europe": _("Europe"), "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}  # fmt: skip
NO_CITIES = frozenset({"ACT", "LHI", "NSW", "North", "South", "West"})
"""Old names in Australia that say nothing by themselves."""
UNIVERSAL = frozenset({"Etc/UTC", "Etc/GMT"})
NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
"""What stands among the zones of a machine, and is none."""


def zone_name(zone: str) -> str:
    """The city a zone is called after ("Helsinki"), with its region where it has one ("Knox, Indiana").

    What is no city of a continent (UTC, Etc/GMT-3) is written as it is called.
    """
    area, _slash, rest = zone.partition("/")
    if area not in AREAS or not rest:
        return zone
    region, _slash, city = rest.rpartition("/")
    region = region or (area if city in NO_CITIES else "")
    return ", ".join(part.replace("_", " ") for part in (city, region) if part)


@cache
def zones() -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """The zones to choose from, by continent and city, with UTC first."""
    found: dict[str, list[tuple[str, str]]] = {area: [] for area in AREAS}
    for zone in zoneinfo.available_timezones():
        area = zone.partition("/")[0]
        if area in AREAS:
            found[area].append((zone, zone_name(zone)))
    by_city = [(AREAS[area], sorted(rows, key=lambda row: row[1])) for area, rows in found.items()]
    return [("UTC", [("UTC", "UTC")]), *by_city]


@cache
def is_offered(zone: str) -> bool:
    """Whether a zone is among them."""
    return zone == "UTC" or (zone.partition("/")[0] in AREAS and zone in zoneinfo.available_timezones())


def zones_with(zone: str) -> list[tuple[str | Promise, list[tuple[str, str]] | str]]:
    """The zones to choose from, with this one before them if it is not among them: no form takes another one for it."""
    return [*([] if is_offered(zone) else [(zone, zone_name(zone))]), *zones()]


@cache
def offered(zone: str) -> str:
    """A zone by the name that is on offer: an old one leads to its city (US/Eastern to America/New_York).

    What has no city stays as it is called (Etc/GMT-3), and what is no zone is UTC.
    """
    city = zone if is_offered(zone) else _links().get(zone, zone)
    is_zone = city in zoneinfo.available_timezones() - NO_ZONES - UNIVERSAL
    return city if is_zone else "UTC"


@cache
def _links() -> dict[str, str]:
    """Old names and what they are called today, by the tz database: lines such as `L America/New_York US/Eastern`."""
    lines = files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text("utf-8").splitlines()
    return {name: city for _letter, city, name in (line.split() for line in lines if line.startswith("L "))}
