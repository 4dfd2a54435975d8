"""Keeping drafts: whatever two tabs, two devices or a late answer do, no text is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.drafts.models import KEY_MAX, Draft
from community.posts.models import POST_MAX, Post
from members.profiles.models import Member

MOST = 50
OTHERS = 5
KEPT = timedelta(days=180)
_KEY = re.compile(r"\A(?:new|hello|guide|(?:thread|edit|guide|guide-of):[1-9][0-9]{0,17})\Z")


class DraftRefused(ValueError):
    """A draft that cannot be kept on the server; the message is one sentence for its writer."""


@dataclass(frozen=True)
class Target:
    """What a draft's key names."""

    act: str
    number: int = 0


def target_of(key: str) -> Target | None:
    """What a draft is for; None for a key that names nothing."""
    if len(key) > KEY_MAX or not _KEY.match(key):
        return None
    act, _colon, number = key.partition(":")
    return Target(act, int(number or 0))


@transaction.atomic
def keep(member: Member, key: str, *, version: int, submission: str = "", **fields: Any) -> Draft | None:
    """Save what a member has typed; `version` is the one this tab started from. None: there is nothing to keep.

    A text that was saved elsewhere in the meantime stays beside the new one. What was posted already (`submission`)
    does not come back as a draft. Raises DraftRefused with a sentence.
    """
    body: str = fields["body"]
    if len(body) > POST_MAX:
        words = _("This is longer than %(max)d characters and is kept on this device only.")
        raise DraftRefused(words % {"max": POST_MAX})
    Member.objects.one_at_a_time(member)
    if submission and Post.objects.filter(author=member, submission=submission).exists():
        return None
    draft = Draft.objects.filter(member=member, key=key).first()
    if draft is None:
        return _begin(member, key, version, fields)
    if draft.version != version and draft.body != body:
        _set_aside(draft, keep_beside=body)
    if not body.strip() and not fields.get("title") and not draft.others:
        draft.delete()
        return None
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.others = [other for other in draft.others if other["body"].strip() not in body]
    draft.version, draft.saved_at = max(draft.version, version) + 1, timezone.now()
    draft.save()
    return draft


def _begin(member: Member, key: str, version: int, fields: dict[str, Any]) -> Draft | None:
    if not fields["body"].strip() and not fields.get("title"):
        return None
    if Draft.objects.filter(member=member).count() >= MOST:
        raise DraftRefused(_("You have %(count)d drafts. This one is kept on this device only.") % {"count": MOST})
    return Draft.objects.create(member=member, key=key, version=version + 1, **fields)


def _set_aside(draft: Draft, *, keep_beside: str) -> None:
    """Keep the text that stands there beside the one that comes, unless that one holds it as it is."""
    if draft.body.strip() not in keep_beside:
        draft.others = [{"body": draft.body, "at": draft.saved_at.isoformat()}, *draft.others][:OTHERS]


def forget(member: Member, key: str) -> None:
    """The text was posted or thrown away."""
    Draft.objects.filter(member=member, key=key).delete()


@transaction.atomic
def give_back(member: Member, key: str, **fields: Any) -> Draft:
    """Make a draft of a text again; one that is there already stays beside it."""
    draft = Draft.objects.filter(member=member, key=key).first()
    if draft is not None:
        _set_aside(draft, keep_beside=fields["body"])
        Draft.objects.filter(pk=draft.pk).update(
            **fields, others=draft.others, version=draft.version + 1, saved_at=timezone.now()
        )
        draft.refresh_from_db()
        return draft
    return Draft.objects.create(member=member, key=key, **fields)


def forget_old() -> int:
    """Delete drafts nobody touched for 180 days; returns how many."""
    return Draft.objects.filter(saved_at__lt=timezone.now() - KEPT).delete()[0]
