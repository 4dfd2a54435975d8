"""The address of a guide: its title and its number, which alone finds it; so no address tells of another guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.text import slugify

from config.lib.numbers import whole_number

if TYPE_CHECKING:
    from community.guides.models import Guide

TITLE_IN_ADDRESS = 74


def address_of(guide: Guide) -> str:
    """What stands in the address of a guide: the words of its title, and its number."""
    words = slugify(guide.title, allow_unicode=True)[:TITLE_IN_ADDRESS].strip("-_") or "guide"
    return f"{words}-{guide.pk}"


def number_in(address: str) -> int:
    """The number at the end of an address, whatever the words before it; 0 if there is none."""
    return whole_number(address.rpartition("-")[2]) or 0


def take_number(guide: Guide) -> None:
    """Give a new guide its number, and what stands for it where guides once had addresses without one. Not saved."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [guide._meta.db_table])
        guide.pk = cursor.fetchone()[0]
    # No address ever began with a hyphen, so this is nobody's.
    guide.slug = f"-{guide.pk}"
