"""Verbs and subscribers for rehearsals; workers load them with `-I`, the product never does.

Each reaction leaves one row in a table without any uniqueness, so that a second run would show.
"""

from django.db import connection

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.activity.subscribing import subscribe
from members.activity.verbs import verb

TABLE = "rehearsal_effects"

verb("rehearsal.held", "A rehearsal took place.")
verb("rehearsal.stumbled", "A rehearsal whose reaction fails the first time.")
verb("rehearsal.broken", "A rehearsal whose reaction always fails.")
verb("rehearsal.late", "A rehearsal whose reaction fails when it commits.")
verb("rehearsal.unheard", "A rehearsal nobody reacts to.")


def effect(activity: Activity, reaction: str) -> None:
    """Leave the row that shows the reaction took place."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (activity_id, reaction) VALUES (%s, %s)", [activity.pk, reaction])


@subscribe("rehearsal.held", name="rehearsal.steady")
def steady(activity: Activity) -> None:
    """Reacts at once."""
    effect(activity, "rehearsal.steady")


@subscribe("rehearsal.held", name="rehearsal.slow")
def slow(activity: Activity) -> None:
    """Leaves its effect first and then takes its time, so that a kill comes in the middle."""
    effect(activity, "rehearsal.slow")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [activity.facts.get("seconds", 0)])


@subscribe("rehearsal.stumbled", name="rehearsal.stumbling")
def stumbling(activity: Activity) -> None:
    """Leaves its effect, fails the first time, and recovers."""
    effect(activity, "rehearsal.stumbling")
    if Receipt.objects.get(activity=activity, subscriber="rehearsal.stumbling").attempts == 1:
        raise RuntimeError("The first try fails.")


@subscribe("rehearsal.broken", name="rehearsal.broken")
def broken(activity: Activity) -> None:
    """Leaves its effect and fails, whatever happens."""
    effect(activity, "rehearsal.broken")
    raise RuntimeError("x" * 5000)


@subscribe("rehearsal.late", name="rehearsal.late")
def late(activity: Activity) -> None:
    """Breaks a rule the database checks at the end of the transaction only."""
    effect(activity, "rehearsal.late")
    Receipt.objects.filter(activity=activity).update(set_aside_by=2**40)
