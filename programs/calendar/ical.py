"""Writing iCalendar (RFC 5545): each occurrence an event of its own in UTC, so that no zone and no rule travels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from community.feeds.identity import permanent_id

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence

PRODID = "-//Talkoot//Calendar//EN"
EMPTY = ["BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
         "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE"]  # fmt: skip
"""A calendar holds at least one thing; of one without events it is the zone of all times in it."""
OCTETS = 75
"""A line has so many at most; a longer one goes on in the next, behind a space."""
REFRESH = "PT1H"
WORDS_MAX = 2000
# What a text cannot hold: signs without a shape, but line feeds.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class Event:
    """One thing in a calendar. Its address begins with a slash, or is empty."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    title: str
    words: str = ""
    address: str = ""
    place: str = ""
    is_private: bool = False
    is_cancelled: bool = False


def event_of(occurrence: Occurrence, place: str = "") -> Event:
    """An occurrence as other calendars get it; reads its program, the space and the thread of it."""
    program, space = occurrence.program, occurrence.program.space
    moments = (program.planned_at, occurrence.added_at, occurrence.moved_at, occurrence.called_off_at)
    return Event(
        uid=permanent_id(occurrence).removeprefix("urn:uuid:"),
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        changed_at=max(moment for moment in (*moments, program.made_at) if moment is not None),
        sequence=occurrence.sequence,
        title=occurrence.name,
        words="\n\n".join(filter(None, [occurrence.about, program.about, occurrence.called_off_why]))[:WORDS_MAX],
        address=program.kind.url(occurrence),
        place=place,
        is_private=space is not None and not space.is_open,
        is_cancelled=occurrence.called_off_at is not None,
    )


def write(name: str, events: Iterable[Event], *, source: str = "") -> bytes:
    """A calendar as a file; `source`: where it can be fetched again."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN", f"NAME:{text(name)}",
             f"X-WR-CALNAME:{text(name)}"]  # fmt: skip
    if source:
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
        lines += [f"SOURCE;VALUE=URI:{settings.PUBLIC_URL}{source}"]
    found = [line for event in events for line in _event(event)]
    lines += found or EMPTY
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(event: Event) -> list[str]:
    ends_at = max(event.ends_at, event.starts_at + timedelta(minutes=1))
    said = {
        "UID": event.uid,
        "DTSTAMP": _utc(event.changed_at),
        "LAST-MODIFIED": _utc(event.changed_at),
        "DTSTART": _utc(event.starts_at),
        "DTEND": _utc(ends_at),
        "SEQUENCE": str(event.sequence),
        "SUMMARY": text(event.title),
        "DESCRIPTION": text(event.words),
        "LOCATION": text(event.place),
        "URL": f"{settings.PUBLIC_URL}{event.address}" if event.address else "",
        "CLASS": "PRIVATE" if event.is_private else "PUBLIC",
        "STATUS": "CANCELLED" if event.is_cancelled else "CONFIRMED",
        "TRANSP": "TRANSPARENT" if event.is_cancelled or ends_at - event.starts_at >= timedelta(days=1) else "OPAQUE",
    }
    return ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in said.items() if value), "END:VEVENT"]


def text(words: str) -> str:
    """Words as the value of a property: nothing in them can end it or begin another."""
    plain = _FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, none of which ends within a letter."""
    pieces, size, start = [], 0, 0
    for index, sign in enumerate(line):
        octets = len(sign.encode())
        if size + octets > OCTETS:
            pieces.append(line[start:index])
            start, size = index, 1  # the space that a piece begins with counts
        size += octets
    return "\r\n ".join([*pieces, line[start:]])


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
