"""What two decided is taken back by two, cases are decided as one, and being given a case says why."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table; two columns beside what there is. Their indexes come in the next one, while decisions are written."""

    dependencies = [
        ("moderation", "0018_by_hosts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TakeBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=500)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("is_agreed", models.BooleanField(default=False)),
                ("declined_why", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="assigned_why",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="decision",
            name="joined_to",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="joined",
                to="moderation.decision",
            ),
        ),
        migrations.AddField(
            model_name="takeback",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="takeback",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="take_backs", to="moderation.decision"
            ),
        ),
        migrations.AddField(
            model_name="takeback",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="takeback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)), fields=("decision",), name="take_back_one_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="takeback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_agreed", False),
                    ("asked_by", None),
                    ("settled_by", None),
                    models.Q(("settled_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="take_back_agreed_by_another",
            ),
        ),
    ]
