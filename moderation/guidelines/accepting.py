"""Agreeing to the guidelines: at sign-up, and again when a version asks for it. Who has not may read, but not write."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import Refusal, bar
from moderation.guidelines.models import Acceptance, Guidelines


class OtherVersion(Exception):
    """Another version is in force than the one that was read."""


@transaction.atomic
def agree(version: Guidelines, *, by: Member) -> None:
    """Note that a member agrees to the version in force; a second time changes nothing. Raises OtherVersion."""
    installation = Installation.current()
    installation.lock()  # nobody publishes at this moment
    current = Guidelines.in_force()
    if current is None or current.pk != version.pk:
        raise OtherVersion
    now = timezone.now()
    made = _note(by.pk, version, now)
    if made or installation.has_to_agree(by):
        by.guidelines_accepted_at = now
        by.save(update_fields=["guidelines_accepted_at"])
    if made:
        record("guidelines.accepted", actor=by, subject=version, number=version.number)


def _note(member: int, version: Guidelines, at: datetime) -> bool:
    return Acceptance.objects.get_or_create(member_id=member, guidelines=version, defaults={"at": at})[1]


@bar
def has_agreed(member: Member) -> Refusal | None:
    """Who may not write, because the guidelines changed since they agreed to them. Costs no query."""
    if not Installation.current().has_to_agree(member):
        return None
    return Refusal(
        _("The guidelines have changed. Read what is new and agree, then you can write again. Your draft is kept."),
        url=reverse("guidelines"),
        link=_("Read what is new"),
    )


@subscribe("member.joined", name="moderation.guidelines_accepted_at_sign_up")
def keep_what_newcomers_agreed_to(activity: Activity) -> None:
    """Notes which version of the guidelines a newcomer agreed to when they joined."""
    member = Member.objects.filter(pk=activity.subject_id or 0).first()
    if member is None or member.guidelines_accepted_at is None:
        return
    at = member.guidelines_accepted_at
    version = Guidelines.objects.filter(published_at__lte=at).order_by("-number").first()
    if version is not None:
        _note(member.pk, version, at)
