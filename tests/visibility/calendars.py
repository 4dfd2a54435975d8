"""The calendar of one of the village, as another program reads it by an address nobody can guess."""

from typing import TYPE_CHECKING

from programs.calendar.keys import key_of, renew

if TYPE_CHECKING:
    from tests.visibility.village import Village


def calendar_token(village: "Village") -> str:
    """The end of the address of the calendar of whoever is inside."""
    member = village.member("member")
    key = key_of(member)
    if key is None:
        renew(member)
        key = key_of(member)
    assert key is not None
    return key.token
