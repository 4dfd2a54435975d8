"""Guides, saved searches, searches without result, related threads."""

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Guides with their versions, sources, steps and votes; what search keeps for members and managers; what is alike."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("community", "0008_questions_and_ideas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(model_name="draft", name="more", field=models.JSONField(db_default={}, default=dict)),
        migrations.AlterField(
            model_name="searchdocument",
            name="space",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="community.space",
            ),
        ),
        migrations.AlterField(
            model_name="searchdocument",
            name="thread",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.thread"
            ),
        ),
        migrations.CreateModel(
            name="Guide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("hidden_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("check_months", models.PositiveSmallIntegerField(default=6)),
                ("check_by", models.DateField(blank=True, editable=False, null=True)),
                ("checked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("review_asked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("retired_reason", models.CharField(blank=True, editable=False, max_length=500)),
                ("slug", models.CharField(editable=False, max_length=80, unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="short answer")),
                ("source", models.TextField()),
                ("html", models.TextField(editable=False)),
                ("text", models.TextField(editable=False)),
                ("language", models.CharField(blank=True, editable=False, max_length=2)),
                ("markup_version", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("submission", models.CharField(blank=True, editable=False, max_length=64)),
                ("useful", models.PositiveIntegerField(default=0, editable=False)),
                ("not_useful", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
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
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="guides",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_asked_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guides",
                        to="community.space",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="guides",
                        to="community.thread",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-published_at", "-id"], name="guide_newest"),
                    models.Index(fields=["space", "-published_at"], name="guide_in_space"),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False), ("retired_at", None)),
                        fields=["check_by"],
                        name="guide_to_check",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("submission", ""), _negated=True),
                        fields=("created_by", "submission"),
                        name="guide_submission_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("check_by__isnull", False), _connector="OR"),
                        name="guide_published_is_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_months__gte", 1)), name="guide_checked_some_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerGuideSlug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=80, unique=True)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_slugs", to="community.guide"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="upload",
            name="guide",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="uploads", to="community.guide"
            ),
        ),
        migrations.CreateModel(
            name="GuideEditor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editorships", to="community.guide"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("guide", "member"), name="guide_editor_once")],
            },
        ),
        migrations.AddField(
            model_name="guide",
            name="editors",
            field=models.ManyToManyField(
                related_name="+", through="community.GuideEditor", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="GuideLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="community.guide"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.thread"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("guide", "thread"), name="guide_link_once")],
            },
        ),
        migrations.CreateModel(
            name="GuideRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("source", models.TextField()),
                ("reason", models.CharField(blank=True, max_length=255)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="community.guide"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("guide", "version"), name="guide_revision_once")],
            },
        ),
        migrations.CreateModel(
            name="GuideSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("url", models.CharField(blank=True, max_length=500)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sources", to="community.guide"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="community.post"
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
                "ordering": ["place"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post", None), ("thread__isnull", False), ("url", "")),
                            models.Q(("post__isnull", False), ("thread", None), ("url", "")),
                            models.Q(("post", None), ("thread", None), models.Q(("url", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="guide_source_is_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuideStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("review_asked", "asked for a second look"),
                            ("sent_back", "sent back"),
                            ("published", "published"),
                            ("checked", "checked: still right"),
                            ("stale", "the review date passed"),
                            ("retired", "retired"),
                            ("brought_back", "brought back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("due_on", models.DateField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="community.guide"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("what", "stale")), fields=("guide", "due_on"), name="guide_stale_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuideVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visitor", models.CharField(blank=True, max_length=32)),
                ("is_useful", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cast", to="community.guide"
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("guide", "member"), name="guide_vote_of_member_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("visitor", ""), _negated=True),
                        fields=("guide", "visitor"),
                        name="guide_vote_of_visitor_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedThreads",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="related",
                        serialize=False,
                        to="community.thread",
                    ),
                ),
                ("ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"indexes": [models.Index(fields=["at"], name="related_oldest")]},
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tells_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_document", models.BigIntegerField(default=0)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("tells_at__isnull", False)), fields=["looked_at"], name="saved_search_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "name"), name="saved_search_name_once"),
                    models.UniqueConstraint(fields=("member", "query"), name="saved_search_query_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("threads", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField())),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "saved",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="news", to="community.savedsearch"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("saved", "day"), name="search_news_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="UnfoundSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=120, unique=True)),
                ("times", models.PositiveIntegerField(default=0)),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), default=list),
                ),
                ("first_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"indexes": [models.Index(fields=["-last_at"], name="unfound_latest")]},
        ),
    ]
