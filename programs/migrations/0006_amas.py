import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0023_mentioned"),
        ("members", "0029_message_report_rules"),
        ("members", "__first__"),
        ("programs", "0005_surveys"),
    ]

    operations = [
        migrations.CreateModel(
            name="AmaPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("guest_name", models.CharField(blank=True, max_length=80, verbose_name="name of the guest")),
                ("guest_words", models.CharField(blank=True, max_length=200, verbose_name="the guest in a few words")),
                ("guest_photo", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "collect_days",
                    models.PositiveSmallIntegerField(
                        default=7, validators=[django.core.validators.MaxValueValidator(30)]
                    ),
                ),
                ("takes_anonymous", models.BooleanField(default=True)),
                ("votes_each", models.PositiveSmallIntegerField(default=0)),
                (
                    "guest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "program",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ama_plan", to="programs.program"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("collect_days__lte", 30)), name="ama_collect_days"),
                    models.CheckConstraint(condition=models.Q(("votes_each__in", [0, 10])), name="ama_votes_each"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmaHelper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="helpers", to="programs.amaplan"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan", "member"), name="ama_helper_once")],
            },
        ),
        migrations.CreateModel(
            name="AmaQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edit_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.PositiveIntegerField()),
                ("is_anonymous", models.BooleanField(default=False)),
                ("words", models.CharField(max_length=600, verbose_name="question")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("votes_count", models.PositiveIntegerField(default=0)),
                ("tells_author", models.BooleanField(default=True)),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("answering_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("aside_at", models.DateTimeField(null=True)),
                ("aside_why", models.CharField(blank=True, max_length=200)),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                ("submission_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "answering_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "aside_by",
                    models.ForeignKey(
                        db_index=False,
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
                    "merged_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duplicates",
                        to="programs.amaquestion",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="programs.occurrence",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["occurrence", "-votes_count"], name="ama_question_wanted"),
                    models.Index(fields=["author", "-asked_at"], name="ama_question_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("occurrence", "number"), name="ama_question_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("answering_at__isnull", False)),
                        fields=("occurrence",),
                        name="ama_one_on_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("occurrence", "submission"),
                        name="ama_submission_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("author__isnull", False), ("is_anonymous", True), _negated=True),
                        name="ama_anonymous_is_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True), name="ama_not_into_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmaAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edit_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("by_guest", models.BooleanField(default=True)),
                ("source", models.TextField(max_length=10000)),
                ("html", models.TextField(editable=False)),
                ("text", models.TextField(editable=False)),
                ("markup_version", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="programs.amaquestion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("author", "submission"),
                        name="ama_answer_submission_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AmaAnswerVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="programs.amaanswer"
                    ),
                ),
                (
                    "by",
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
            name="AmaFollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300, verbose_name="what is to be done")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "duty",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.duty"
                    ),
                ),
                (
                    "made_by",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ama_follow_ups",
                        to="programs.occurrence",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="programs.amaquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["duty__due_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AmaRecap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(max_length=10000)),
                ("html", models.TextField(editable=False)),
                (
                    "best",
                    django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "guide",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="community.guide"
                    ),
                ),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recap", to="programs.occurrence"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AmaVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ama_votes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="programs.amaquestion"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "member"), name="ama_vote_once")],
            },
        ),
    ]
