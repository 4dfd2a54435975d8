"""Chat rooms."""

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rooms inside spaces, their lines, what members keep of them, and the threads made of them."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("community", "0004_polls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(
            model_name="space",
            name="who_opens_rooms",
            field=models.CharField(
                choices=[("members", "Every member"), ("hosts", "Hosts and the team"), ("team", "The team")],
                db_default="hosts",
                default="hosts",
                max_length=8,
                verbose_name="who may open chat rooms",
            ),
        ),
        migrations.CreateModel(
            name="ChatRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("active_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("rested_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "subject",
                    models.CharField(
                        max_length=120,
                        validators=[django.core.validators.MinLengthValidator(3)],
                        verbose_name="subject",
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="chat_rooms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rested_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chat_rooms",
                        to="community.space",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["space", "-active_at", "-id"], name="chat_room_of_space"),
                    models.Index(condition=models.Q(("rested_at", None)), fields=["active_at"], name="chat_room_quiet"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="chat_room_has_subject"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_line", models.BigIntegerField(default=0)),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "level",
                    models.CharField(
                        choices=[("everything", "Everything"), ("mentions", "Mentions"), ("nothing", "Nothing")],
                        default="mentions",
                        max_length=10,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chat_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="community.chatroom",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["room", "level"], name="chat_seat_level")],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "room"), name="chat_seat_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["everything", "mentions", "nothing"])),
                        name="chat_seat_level_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatStretch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_line", models.BigIntegerField()),
                ("last_line", models.BigIntegerField()),
                ("lines_count", models.PositiveIntegerField()),
                ("posts_count", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stretches",
                        to="community.chatroom",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("room", "first_line", "last_line"), name="chat_stretch_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first_line__lte", models.F("last_line"))), name="chat_stretch_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField(editable=False)),
                ("text", models.TextField(editable=False)),
                (
                    "mentioned",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False
                    ),
                ),
                ("markup_version", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                ("submission_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="chat_lines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
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
                    "room",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="community.chatroom",
                    ),
                ),
                (
                    "stretch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="lines",
                        to="community.chatstretch",
                    ),
                ),
                (
                    "tells_of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told_by",
                        to="community.chatstretch",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["room", "id"], name="chat_line_of_room"),
                    models.Index(fields=["author", "-created_at"], name="chat_line_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("author", "submission"),
                        name="chat_line_submission_once",
                    )
                ],
            },
        ),
    ]
