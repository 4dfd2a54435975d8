"""Writing, changing and removing response templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from members.activity.log import record
from moderation.replies.models import ReplyTemplate

if TYPE_CHECKING:
    from members.profiles.models import Member


class ReplyChanged(Exception):
    """Somebody else changed it meanwhile; `template` is as they left it."""

    def __init__(self, template: ReplyTemplate) -> None:
        super().__init__("changed in the meantime")
        self.template = template


@transaction.atomic
def write_reply(*, by: Member, label: str, **said: str) -> ReplyTemplate:
    """Keep a new template."""
    key = f"{slugify(label)[:40] or 'template'}-{get_random_string(6).lower()}"
    template = ReplyTemplate.objects.create(key=key, label=label, changed_by=by, **said)
    record("reply_template.written", actor=by, subject=template)
    return template


@transaction.atomic
def change_reply(template: ReplyTemplate, *, by: Member, stamp: str, **said: str) -> ReplyTemplate:
    """Change a template; letters that were sent stay as they are. Raises ReplyChanged."""
    found = ReplyTemplate.objects.select_for_update().get(pk=template.pk)
    if found.changed_at.isoformat() != stamp:
        raise ReplyChanged(found)
    for name, value in said.items():
        setattr(found, name, value)
    found.changed_at, found.changed_by = timezone.now(), by
    found.save(update_fields=[*said, "changed_at", "changed_by"])
    record("reply_template.changed", actor=by, subject=found)
    return found


@transaction.atomic
def remove_reply(template: ReplyTemplate, *, by: Member) -> None:
    """Offer it no more; letters that were sent stay as they are."""
    record("reply_template.removed", actor=by, subject=template)
    template.delete()
