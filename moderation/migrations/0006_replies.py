"""Response templates, and the letters in which members are told of decisions."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0005_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("label", models.CharField(max_length=80, verbose_name="name")),
                (
                    "tone",
                    models.CharField(
                        choices=[("kind", "Kind"), ("plain", "Plain"), ("formal", "Formal")],
                        default="plain",
                        max_length=10,
                        verbose_name="tone",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                (
                    "content",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Stays"),
                            ("edit", "An edit is asked for"),
                            ("hide", "Hidden until it is edited"),
                            ("remove", "Removed"),
                            ("move", "Moved"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing"),
                            ("educate", "Educate"),
                            ("warn", "Warn"),
                            ("silence", "Silence"),
                            ("suspend", "Suspend"),
                            ("ban", "Ban"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(max_length=4000, verbose_name="words")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["label", "id"],
                "indexes": [models.Index(fields=["language", "tone"], name="reply_by_language")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tone__in", ["kind", "plain", "formal"])), name="reply_tone_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("content", ""),
                            ("content__in", ["keep", "edit", "hide", "remove", "move"]),
                            _connector="OR",
                        ),
                        name="reply_content_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person", ""),
                            ("person__in", ["nothing", "educate", "warn", "silence", "suspend", "ban"]),
                            _connector="OR",
                        ),
                        name="reply_person_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLetter",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("statement", "Statement of reasons"), ("taken-back", "A decision was taken back")],
                        max_length=12,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="moderation.decision"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("sent_at", None)),
                        fields=["retry_at"],
                        name="statement_letter_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("dropped_at", None), _connector="OR"),
                        name="statement_letter_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["statement", "taken-back"])),
                        name="statement_letter_kind_known",
                    ),
                ],
            },
        ),
    ]
