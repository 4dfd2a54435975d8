"""Tasks for people of the team."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

KINDS = [("greet", "Greet"), ("answer", "Answer"), ("follow_up", "Follow up"), ("review", "Review")]
WHO = {
    "null": True,
    "on_delete": django.db.models.deletion.SET_NULL,
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_log_by_verb"),
        # Not needed, but on a new database quicker before most tables are there: each step draws all models anew.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("key", models.CharField(max_length=120, unique=True)),
                ("thread_id", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("owned_since", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("settled_by", models.BigIntegerField(null=True)),
                ("asked_by", models.ForeignKey(db_index=False, related_name="+", **WHO)),
                ("done_by", models.ForeignKey(db_index=False, related_name="+", **WHO)),
                ("owner", models.ForeignKey(related_name="duties", **WHO)),
                (
                    "member",
                    models.ForeignKey(related_name="+", **WHO | {"on_delete": django.db.models.deletion.CASCADE}),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=Q(done_at=None), fields=["due_at"], name="duty_open"),
                    models.Index(condition=Q(done_at__isnull=False), fields=["-done_at"], name="duty_done"),
                    models.Index(condition=Q(done_at=None), fields=["thread_id"], name="duty_of_thread"),
                    models.Index(condition=Q(settled_by__isnull=False), fields=["settled_by"], name="duty_settled_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind__in=["greet", "answer", "follow_up", "review"]), name="duty_kind_known"
                    ),
                    models.CheckConstraint(condition=Q(member=None) | Q(thread_id=None), name="duty_about_one_thing"),
                    models.CheckConstraint(
                        condition=Q(owner=None) | Q(owned_since__isnull=False), name="duty_owned_since"
                    ),
                ],
            },
        ),
    ]
