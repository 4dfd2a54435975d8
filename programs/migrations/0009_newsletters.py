"""Newsletters: windows, issues and their parts, letters of the outbox, and who wants none."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0023_mentioned"),
        ("members", "0029_message_report_rules"),
        ("programs", "0008_contributions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsletterChoice",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="newsletter_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NewsletterIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=120, verbose_name="subject")),
                ("preheader", models.CharField(blank=True, max_length=160, verbose_name="preheader")),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list),
                ),
                ("edition", models.PositiveIntegerField(default=1)),
                ("agreed_mark", models.CharField(blank=True, max_length=64)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("sent_count", models.PositiveIntegerField(null=True)),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="newsletter", to="programs.occurrence"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by", None),
                            ("edited_by", None),
                            models.Q(("agreed_by", models.F("edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="newsletter_second_pair_of_eyes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsletterLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retry_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, default="", max_length=500)),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_why", models.CharField(blank=True, default="", max_length=20)),
                ("is_test", models.BooleanField(default=False)),
                ("leaving_at", models.DateTimeField(null=True)),
                (
                    "issue",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="programs.newsletterissue",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="newsletters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_test", False)), fields=("issue", "member"), name="newsletter_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("dropped_at", None), _connector="OR"),
                        name="newsletter_one_end",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("sent_at", None)),
                        fields=["retry_at"],
                        name="newsletter_due",
                    ),
                    models.Index(fields=["issue", "sent_at"], name="newsletter_of_issue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsletterPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("words", models.TextField(blank=True, max_length=4000)),
                ("clicks", models.PositiveIntegerField(default=0)),
                (
                    "date",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programs.occurrence",
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.guide"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="programs.newsletterissue"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("thread__isnull", False)),
                        fields=("issue", "thread"),
                        name="newsletter_thread_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("guide__isnull", False)),
                        fields=("issue", "guide"),
                        name="newsletter_guide_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("date__isnull", False)),
                        fields=("issue", "date"),
                        name="newsletter_date_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guide", None), ("thread", None)),
                            models.Q(("date", None), ("thread", None)),
                            models.Q(("date", None), ("guide", None)),
                            _connector="OR",
                        ),
                        name="newsletter_part_of_one_thing",
                    ),
                ],
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NewsletterPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft_days", models.PositiveSmallIntegerField(default=5)),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
                ("from_hour", models.PositiveSmallIntegerField(default=7)),
                ("to_hour", models.PositiveSmallIntegerField(default=21)),
                ("own_clock", models.BooleanField(default=True)),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="newsletter", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_hour__lt", models.F("to_hour")), ("to_hour__lte", 24)),
                        name="newsletter_window_in_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("draft_days__lte", 30)), name="newsletter_draft_days"),
                ],
            },
        ),
    ]
