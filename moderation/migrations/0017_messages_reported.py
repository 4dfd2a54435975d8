"""Reports of messages become reports like all others, so that they are counted and their outcome is told with them."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 500


def gather(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Batch by batch; done again it does nothing. What has no case yet is gathered when it is heard of."""
    shown, after = apps.get_model("members", "MessageReport").objects, 0
    while rows := list(shown.filter(pk__gt=after, message__isnull=False).order_by("pk")[:BATCH]):
        after = rows[-1].pk
        for row in rows:
            _gather(apps, row)


def _gather(apps: Apps, row: Any) -> None:
    reports = apps.get_model("moderation", "Report").objects
    subject = {"subject_type": "message", "subject_id": row.message_id}
    if reports.filter(**subject, reporter=row.reporter_id).exists():
        return
    cases = apps.get_model("moderation", "Case").objects.filter(**subject)
    case = cases.exclude(closed_at__lt=row.reported_at).order_by("pk").first()
    if case is None:
        return
    made = reports.create(
        **subject, case=case, reporter_id=row.reporter_id, reason=row.reason, words=row.note, at=row.reported_at
    )
    decisions = apps.get_model("moderation", "Decision").objects.filter(case=case, undone_at=None, declined_at=None)
    decision = decisions.filter(in_force_at__isnull=False, reversed_at=None).order_by("-pk").first()
    if case.closed_at is not None and decision is not None:
        at = decision.letter_at or decision.in_force_at
        # Who reported it has been told, or is told within the half minute in which it can be undone.
        reports.filter(pk=made.pk).update(decision=decision, closed_at=case.closed_at, tell_at=at, told_at=at)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0016_report_indexes"), ("members", "0029_message_report_rules")]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
