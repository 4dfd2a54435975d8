"""Founding groups invited together, letters sent again, and who brought whom."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import members.invitations.referrals


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0015_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_link", models.BooleanField(default=False)),
                ("came_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("contributed_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("activated_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "The address is like the inviter’s own."),
                            ("network", "They come from a network the inviter uses."),
                            ("many", "More than 20 within 30 days."),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referral",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referrer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-came_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("member", models.F("referrer")), _negated=True),
                        name="referral_not_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("activated_at", None), ("doubt", ""), _connector="OR"),
                        name="referral_in_doubt_never_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=members.invitations.referrals.new_link_code, editable=False, max_length=24, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referral_link",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="application",
            name="invitation",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="application",
                to="members.invitation",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="referrer",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="expectation",
            field=models.TextField(
                blank=True, db_default="", default="", validators=[django.core.validators.MaxLengthValidator(1000)]
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="letters",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="sent_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="InvitationBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "note",
                    models.TextField(
                        blank=True, validators=[django.core.validators.MaxLengthValidator(500)], verbose_name="a note"
                    ),
                ),
                ("landing", models.CharField(blank=True, max_length=200, verbose_name="where to begin")),
                (
                    "question",
                    models.CharField(blank=True, max_length=200, verbose_name="a question about what they expect"),
                ),
                ("days", models.PositiveSmallIntegerField(default=14)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "group",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="members.group"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="members.invitationbatch",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                models.F("batch"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="invitation_once_in_a_batch",
            ),
        ),
    ]
