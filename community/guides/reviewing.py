"""Trait: a guide goes from draft over review to its readers, and in the end it is retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.guides.models import Guide

REASON_MAX = 500


class Publishable(models.Model):
    """Draft, in review, published, retired: each with who brought it there, and a step in its course."""

    review_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    retired_reason = models.CharField(max_length=REASON_MAX, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether readers find it."""
        return self.published_at is not None and self.retired_at is None

    @property
    def is_in_review(self) -> bool:
        """Whether it waits for somebody to read it."""
        return self.review_asked_at is not None and self.published_at is None and self.retired_at is None

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.review_asked_at is None and self.published_at is None and self.retired_at is None

    @transaction.atomic
    def ask_for_review(self, *, by: Member) -> None:
        """Ask those who publish to read it."""
        guide = self._locked()
        if guide.is_draft:
            guide._now("review_asked", by)
            step = guide.step("review_asked", by=by)
            record("guide.review_asked", actor=by, subject=guide, step=step)
        self._follow(guide)

    @transaction.atomic
    def send_back(self, *, by: Member, reason: str) -> None:
        """Make it a draft again, with what is missing."""
        guide = self._locked()
        if guide.is_in_review:
            guide.review_asked_at, guide.review_asked_by = None, None
            guide.save(update_fields=["review_asked_at", "review_asked_by"])
            step = guide.step("sent_back", by=by, reason=reason)
            record("guide.sent_back", actor=by, subject=guide, step=step)
        self._follow(guide)

    @transaction.atomic
    def publish(self, *, by: Member) -> None:
        """Let readers find it. Whoever publishes has read it, so the time until the next look begins now."""
        guide = self._locked()
        if guide.published_at is None and guide.retired_at is None:
            guide.start_checking(by=by)
            guide._now("published", by)
            step = guide.step("published", by=by)
            record("guide.published", actor=by, subject=guide, step=step)
        self._follow(guide)

    @transaction.atomic
    def retire(self, *, by: Member, reason: str = "") -> None:
        """Take it out of lists and search, or throw a draft away; its address keeps working for who could read it."""
        guide = self._locked()
        if guide.retired_at is None:
            guide.retired_reason = reason[:REASON_MAX]
            guide.save(update_fields=["retired_reason"])
            guide._now("retired", by)
            step = guide.step("retired", by=by, reason=reason)
            record("guide.retired", actor=by, subject=guide, step=step)
        self._follow(guide)

    @transaction.atomic
    def bring_back(self, *, by: Member) -> None:
        """Make a retired guide what it was before."""
        guide = self._locked()
        if guide.retired_at is not None:
            guide.retired_at, guide.retired_by, guide.retired_reason = None, None, ""
            guide.save(update_fields=["retired_at", "retired_by", "retired_reason"])
            step = guide.step("brought_back", by=by)
            record("guide.brought_back", actor=by, subject=guide, step=step)
        self._follow(guide)

    def _locked(self) -> Guide:
        """The guide as it stands, under its row lock."""
        from community.guides.models import Guide

        guide: Guide = Guide.objects.select_for_update(of=("self",), no_key=True).get(pk=self.pk)
        return guide

    def _now(self, state: str, by: Member) -> None:
        setattr(self, f"{state}_at", timezone.now())
        setattr(self, f"{state}_by", by)
        self.save(update_fields=[f"{state}_at", f"{state}_by"])

    def _follow(self, current: Guide) -> None:
        """Take over what stands in the database now."""
        for name in ("review_asked", "published", "retired", "checked"):
            setattr(self, f"{name}_at", getattr(current, f"{name}_at"))
            setattr(self, f"{name}_by_id", getattr(current, f"{name}_by_id"))
        cast("Guide", self).check_by = current.check_by
        self.retired_reason = current.retired_reason
