"""Reports of messages name a rule of the guidelines, or say that it is illegal; what becomes of them stands with the cases.

The columns `closed_at` and `closed_by` stay in the table, empty from now on: the code of before asks for them while both run.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

REASONS = [
    ("unkind", "It is unkind or threatens somebody"),
    ("spam", "It is advertising, or a fraud"),
    ("private", "It shares what is private, or what I did not want to see"),
    ("illegal", "Illegal"),
    ("other", "Something else"),
    ("rule", "Against a rule"),
]


class Migration(migrations.Migration):
    dependencies = [("members", "0028_guidelines_since")]

    operations = [
        migrations.AddField(
            model_name="messagereport",
            name="rule_key",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AlterField("messagereport", "reason", models.CharField(choices=REASONS, max_length=8)),
        migrations.RemoveConstraint("messagereport", "message_report_reason_known"),
        migrations.AddConstraint(
            "messagereport",
            models.CheckConstraint(
                condition=Q(reason__in=[key for key, _label in REASONS]), name="message_report_reason_known"
            ),
        ),
        migrations.AddConstraint(
            "messagereport",
            models.CheckConstraint(condition=Q(rule_key="") | Q(reason="rule"), name="message_report_rule"),
        ),
        migrations.RemoveIndex("messagereport", "message_report_open"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterField(
                    "messagereport",
                    "closed_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
                        editable=False, db_constraint=False,
                    ),
                )
            ],
            state_operations=[
                migrations.RemoveField("messagereport", "closed_at"),
                migrations.RemoveField("messagereport", "closed_by"),
            ],
        ),
    ]  # fmt: skip
