"""The log's months: one partition each, made ahead of time, and a default one as the safety net."""

import datetime as dt

import structlog
from django.db import connection, transaction
from django.utils import timezone

log = structlog.get_logger(__name__)

TABLE = "members_activity"
SAFETY_NET = f"{TABLE}_default"
MONTHS_AHEAD = 3


def make_ahead(months: int = MONTHS_AHEAD) -> list[str]:
    """Make this month's partition and those of the next months, if missing. Returns the names of the new ones.

    Activities that fell into the safety net are reported, and moved to partitions of their own months.
    """
    month = first_of_month(timezone.now())
    wanted = [month]
    for _ in range(months):
        wanted.append(next_month(wanted[-1]))
    return make(sorted({*wanted, *stray_months()}))


def make(months: list[dt.date]) -> list[str]:
    """Make the partitions of these months, if missing. Returns the names of the new ones."""
    made = [name for month in months if (name := _make_one(month))]
    if made:
        log.debug("New months of the activity log.", partitions=made)
    return made


def in_safety_net() -> int:
    """How many activities stand in the default partition, where none should."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {SAFETY_NET}")  # noqa: S608 - a constant
        return int(cursor.fetchone()[0])


def stray_months() -> list[dt.date]:
    """The months of the activities in the safety net."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT date_trunc('month', at AT TIME ZONE 'UTC'), count(*) FROM {SAFETY_NET} GROUP BY 1"  # noqa: S608
        )
        strays = [(moment.date(), count) for moment, count in cursor.fetchall()]
    for month, count in strays:
        log.error("Activities had no partition of their month.", month=str(month), count=count)
    return [month for month, _ in strays]


def first_of_month(moment: dt.datetime) -> dt.date:
    """The first day of the month of a moment, in UTC."""
    return moment.astimezone(dt.UTC).date().replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The first day of the month after."""
    return (month + dt.timedelta(days=31)).replace(day=1)


@transaction.atomic
def _make_one(month: dt.date) -> str | None:
    """Make one partition; None if it is there already.

    Attached rather than created in place: readers and writers of the log are not locked out meanwhile.
    """
    name = f"{TABLE}_y{month:%Ym%m}"
    start, end = f"{month} 00:00+00", f"{next_month(month)} 00:00+00"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [TABLE])
        cursor.execute("SELECT to_regclass(%s)", [name])
        if cursor.fetchone()[0]:
            return None
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(f"LOCK TABLE {SAFETY_NET} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(f"CREATE TABLE {name} (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
        cursor.execute(
            f"WITH moved AS (DELETE FROM {SAFETY_NET} WHERE at >= %s AND at < %s RETURNING *) "  # noqa: S608
            f"INSERT INTO {name} SELECT * FROM moved",
            [start, end],
        )
        cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {name} FOR VALUES FROM (%s) TO (%s)", [start, end])
    return name
