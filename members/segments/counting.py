"""Asking within a time: a rule that takes long is stopped and said to, instead of holding up the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import OperationalError, connection, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from members.profiles.finding import page_of
from members.profiles.models import Member, MemberQuerySet
from members.profiles.preferences import Preferences

MILLISECONDS = 3000
LONGEST_MARK = 300
"""Characters of a mark in an address; what is longer, no page of ours links to."""


class TookTooLong(Exception):
    """The database was stopped after its time."""


@contextmanager
def in_time(milliseconds: int | None = None) -> Iterator[None]:
    """What is read here ends after this time, MILLISECONDS if none is said. Raises TookTooLong.

    The limit is rolled back with the block.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Compiling a query that runs a tenth of a second costs more than it saves.
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true)",
                [str(milliseconds or MILLISECONDS)],
            )
            yield
            transaction.set_rollback(True)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TookTooLong from error
        raise


def too_long() -> str:
    """The sentence about a rule that was stopped."""
    return _("This took longer than %(n)s seconds and was stopped. Say it with fewer sentences or a shorter time.") % {
        "n": MILLISECONDS // 1000
    }


@dataclass
class Listing:
    """One page of people, with how many there are in all."""

    count: int = 0
    people: list[Person] = field(default_factory=list)
    next: str = ""
    problem: str = ""
    """Why there is nothing to see, in a sentence."""


@dataclass(frozen=True)
class Person:
    """A member as managers see them in lists: without what they hide, and without their address."""

    member: Member
    place: str
    is_hiding: bool
    """Whether they keep to themselves when they were last here."""


def counted(found: MemberQuerySet) -> Listing:
    """How many, without the people."""
    try:
        with in_time():
            return Listing(found.count())
    except TookTooLong:
        return Listing(problem=too_long())


def listing(found: MemberQuerySet, after: str, asked: list[tuple[str, str]] | None = None) -> Listing:
    """The page behind a mark; `asked` is what the address of the next one says besides."""
    try:
        with in_time():
            ordered = found.annotate(sort_name=Lower("name")).order_by("sort_name", "pk")
            number = found.order_by().count()
            rows, mark = page_of(ordered, after[:LONGEST_MARK])
    except TookTooLong:
        return Listing(problem=too_long())
    further = "?" + urlencode([*(asked or []), ("after", mark)]) if mark else ""
    return Listing(number, [_person(row) for row in rows], further)


def _person(member: Member) -> Person:
    chosen = Preferences.of(member)
    return Person(member, "" if chosen.place == "hidden" else member.place, chosen.online == "hidden")
