"""Messages among members: talks, seats in them, what was written, shown and reported."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_segments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pair", models.CharField(blank=True, editable=False, max_length=41)),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name of the group")),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("last_message", models.BigIntegerField(default=0, editable=False)),
                ("active_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="talks_begun",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["begun_by", "-begun_at"], name="talk_begun")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("pair", ""), _negated=True), fields=("pair",), name="talk_pair_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("source", models.TextField(blank=True)),
                ("html", models.TextField(blank=True, editable=False)),
                ("text", models.TextField(blank=True, editable=False)),
                (
                    "mentioned",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False
                    ),
                ),
                ("markup_version", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("added", "added somebody"),
                            ("left", "left"),
                            ("named", "gave the group another name"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                ("submission_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "about",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="members.talk",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["talk", "id"], name="message_of_talk"),
                    models.Index(fields=["author", "-created_at"], name="message_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("author", "submission"),
                        name="message_submission_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["", "added", "left", "named"])), name="message_told_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("declined_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("muted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("from_message", models.BigIntegerField(default=0, editable=False)),
                ("last_read", models.BigIntegerField(default=0, editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="talk_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "talk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="members.talk",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("declined_at", None), ("left_at", None)),
                        fields=["member"],
                        name="talk_seat_taken",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("talk", "member"), name="talk_seat_once"),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at", None), ("declined_at", None), _connector="OR"),
                        name="talk_seat_accepted_or_declined",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessagePicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("upload_id", models.BigIntegerField(unique=True)),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="members.message",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["message"], name="message_picture_of")],
            },
        ),
        migrations.CreateModel(
            name="MessageReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unkind", "It is unkind or threatens somebody"),
                            ("spam", "It is advertising, or a fraud"),
                            ("private", "It shares what is private, or what I did not want to see"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("shown", models.JSONField(default=list, editable=False)),
                ("reported_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages_reported",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="members.message",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["reported_at"], name="message_report_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("message", "reporter"), name="message_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["unkind", "spam", "private", "other"])),
                        name="message_report_reason_known",
                    ),
                ],
            },
        ),
    ]
