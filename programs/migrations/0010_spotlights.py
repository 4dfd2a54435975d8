import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0023_mentioned"),
        ("members", "__first__"),
        ("programs", "0009_newsletters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Spotlight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("questions", models.JSONField(default=list)),
                ("answers", models.JSONField(default=list)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("agreed_edition", models.PositiveIntegerField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("shows_badge", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "declined"),
                            ("later", "asked for another time"),
                            ("withdrawn", "taken back"),
                            ("called_back", "called back by the team"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spotlights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spotlights", to="programs.occurrence"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "-asked_at"], name="spotlight_of_member")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("occurrence",), name="spotlight_one_live"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("published_at", None)),
                        fields=("member",),
                        name="spotlight_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ending", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ending__in", ["declined", "later", "withdrawn", "called_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="spotlight_ended_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None), ("agreed_edition", models.F("edition")), _connector="OR"
                        ),
                        name="spotlight_agreed_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotlightVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveIntegerField()),
                ("answers", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "spotlight",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="programs.spotlight"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["edition"],
                "constraints": [
                    models.UniqueConstraint(fields=("spotlight", "edition"), name="spotlight_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Celebration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("first_post", "First post"),
                            ("answers", "10th and 100th accepted answer"),
                            ("anniversary", "A year more among us"),
                            ("level", "A level"),
                            ("thanks", "10, 50 and 100 thanks"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
                ("is_public", models.BooleanField(default=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="celebrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.post"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("is_public", True)), fields=["-at"], name="celebration_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "what", "number"), name="celebrated_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_public", True)), fields=("member", "day"), name="celebrated_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["first_post", "answers", "anniversary", "level", "thanks"])),
                        name="celebration_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CelebrationRule",
            fields=[
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("first_post", "First post"),
                            ("answers", "10th and 100th accepted answer"),
                            ("anniversary", "A year more among us"),
                            ("level", "A level"),
                            ("thanks", "10, 50 and 100 thanks"),
                        ],
                        max_length=12,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("on_home", models.BooleanField(default=True)),
                ("in_digest", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["first_post", "answers", "anniversary", "level", "thanks"])),
                        name="celebration_rule_known",
                    )
                ],
            },
        ),
    ]
