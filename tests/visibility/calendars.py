"""The calendar of one of the village, as another program reads it by an address nobody can guess."""

from typing import TYPE_CHECKING

from programs.calendar.keys import CalendarKey, key_of, renew

if TYPE_CHECKING:
    from tests.visibility.village import Village


def calendar_token(village: "Village") -> str:
    """The end of the address of the calendar of whoever is inside."""
    return _key(village).token


def space_calendar_token(village: "Village") -> str:
    """The end of their address of the closed space alone."""
    return _key(village).token_of(village.space)


def _key(village: "Village") -> CalendarKey:
    member = village.member("member")
    key = key_of(member)
    if key is None:
        renew(member)
        key = key_of(member)
    assert key is not None
    return key
