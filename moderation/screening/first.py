"""What becomes of first posts, and from which score on something is held or reported. One row of settings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member
from moderation.ledger.writing import enter


class Holding(models.TextChoices):
    """Which first posts wait for a moderator."""

    NONE = "none", _("None")
    LINKS = "links", _("Those with links")
    ALL = "all", _("All")


class FirstPosts(models.Model):
    """How the first posts of members are looked at; exactly one row, made when something is changed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    holding = models.CharField(_("which first posts wait for a moderator"), max_length=5, choices=Holding.choices,
                               default=Holding.LINKS)  # fmt: skip
    posts = models.PositiveSmallIntegerField(_("how many posts count as first"), default=1)
    greets = models.BooleanField(_("ask somebody of the team to welcome who posts first"), default=False)
    hold_from = models.PositiveSmallIntegerField(_("hold from this score on"), default=80)
    report_from = models.PositiveSmallIntegerField(_("report from this score on"), default=50)

    objects: ClassVar[models.Manager[FirstPosts]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="first_posts_one_row"),
            models.CheckConstraint(condition=Q(holding__in=Holding.values), name="first_posts_holding_known"),
            models.CheckConstraint(condition=Q(posts__gte=1, posts__lte=20), name="first_posts_in_reach"),
            models.CheckConstraint(
                condition=Q(report_from__gte=1, report_from__lte=F("hold_from"), hold_from__lte=101),
                name="first_posts_scores_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.holding

    @classmethod
    def current(cls) -> FirstPosts:
        """The settings; the usual ones while nobody changed any."""
        return cls.objects.filter(pk=1).first() or cls()

    @transaction.atomic
    def change(self, said: dict[str, Any], *, by: Member) -> None:
        """Set them."""
        from moderation.screening.book import forget

        if any(getattr(self, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(self, name, value)
            self.save()
            enter("first_posts_set", by=by, **{name: getattr(self, name) for name in said})
            record("first_posts.set", actor=by, subject=self)
            forget()


class KnownDomain(models.Model):
    """Members who are not new link to this domain; a link to another one says a little about a new account."""

    domain = models.CharField(max_length=253, primary_key=True)

    objects: ClassVar[models.Manager[KnownDomain]] = models.Manager()

    def __str__(self) -> str:
        return self.domain
