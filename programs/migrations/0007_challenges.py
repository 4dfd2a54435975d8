"""Challenges: terms, entries and check-ins, votes, judges and what they give, results, winners."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import programs.challenges.models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "__first__"),
        ("programs", "0006_amas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("terms", models.JSONField(default=dict)),
                ("seed", models.CharField(default=programs.challenges.models.new_seed, max_length=32)),
                ("announced_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("judging_until", models.DateTimeField(null=True)),
                ("entries_count", models.PositiveIntegerField(default=0)),
                ("published_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True, max_length=4000)),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="challenge", to="programs.occurrence"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChallengeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edit_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.PositiveIntegerField()),
                ("day", models.DateField(null=True)),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                ("words", models.TextField(blank=True, max_length=4000, verbose_name="words")),
                ("picture", models.CharField(blank=True, editable=False, max_length=64)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refused_why", models.CharField(blank=True, max_length=300)),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                ("submission_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="programs.challenge",
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
                    "refused_by",
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
                    models.UniqueConstraint(fields=("challenge", "number"), name="challenge_entry_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("day__isnull", False), ("withdrawn_at", None)),
                        fields=("challenge", "author", "day"),
                        name="challenge_check_in_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("challenge", "author", "submission"),
                        name="challenge_submission_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("refused_at", None), models.Q(("refused_why", ""), _negated=True), _connector="OR"
                        ),
                        name="challenge_refused_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeJudge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judges", to="programs.challenge"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
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
                "constraints": [models.UniqueConstraint(fields=("challenge", "member"), name="challenge_judge_once")],
            },
        ),
        migrations.CreateModel(
            name="ChallengePlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("terms", models.JSONField(default=dict)),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="challenge_plan",
                        to="programs.program",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChallengeResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows", models.JSONField(default=list)),
                ("inputs", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="result", to="programs.challenge"
                    ),
                ),
                (
                    "computed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChallengeSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("marks", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("conflict_at", models.DateTimeField(null=True)),
                ("conflict_why", models.CharField(blank=True, max_length=300)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="programs.challengeentry"
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="programs.challengejudge"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("judge", "entry"), name="challenge_sheet_once"),
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("conflict_at", None), _connector="OR"),
                        name="challenge_sheet_done_or_near",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChallengeVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="programs.challengeentry"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="challenge_votes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("entry", "member"), name="challenge_vote_once")],
            },
        ),
        migrations.CreateModel(
            name="ChallengeWinner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("prize", models.CharField(blank=True, max_length=200)),
                ("promised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("given_at", models.DateTimeField(null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="winners", to="programs.challenge"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="win", to="programs.challengeentry"
                    ),
                ),
                (
                    "given_by",
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
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "place"), name="challenge_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="challenge_winner_says_why"
                    ),
                ],
            },
        ),
    ]
