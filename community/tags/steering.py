"""What managers do with tags: describe them, make one another name of another, retire them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Reason
from community.spaces.alone import NotPossible
from community.tags.models import Tag
from members.activity.log import record
from members.profiles.models import Member

_LEVELS = [Level.NOTHING, Level.REPLIES, Level.EVERYTHING]


def _locked(*names: str) -> dict[str, Tag]:
    """The rows of these tags, made if they are not there, locked in the order of their names."""
    for name in sorted(names):
        Tag.objects.get_or_create(name=name)
    rows = Tag.objects.select_for_update(of=("self",)).filter(name__in=names).select_related("synonym_of")
    return {tag.name: tag for tag in rows.order_by("name")}


@transaction.atomic
def describe(name: str, description: str, *, by: Member) -> None:
    """Say what the tag is for."""
    tag = _locked(name)[name]
    if tag.description != description:
        tag.description = description
        tag.save(update_fields=["description"])
        record("tag.described", actor=by, subject=tag)


@transaction.atomic
def merge(name: str, into: str, *, by: Member) -> None:
    """Make `name` another name of `into`: its threads, followers and other names are those of that tag.

    A name that nobody uses yet makes it a renaming. Raises NotPossible if that leads in a circle.
    """
    rows = _locked(name, into)
    tag, target = rows[name], rows[into].synonym_of or rows[into]
    if tag.pk == target.pk:
        raise NotPossible(_("“%(tag)s” is another name of this tag already. Choose another one.") % {"tag": into})
    if tag.synonym_of_id == target.pk:
        return
    if not target.description and tag.description:
        target.description = tag.description
        target.save(update_fields=["description"])
    tag.synonym_of, tag.description, tag.retired_at, tag.retired_by = target, "", None, None
    tag.save(update_fields=["synonym_of", "description", "retired_at", "retired_by"])
    Tag.objects.filter(synonym_of=tag).update(synonym_of=target)
    _carry_follows(name, target.name)
    record("tag.merged", actor=by, subject=tag, into=target.pk)


def _carry_follows(name: str, into: str) -> None:
    """Who follows the one follows the other as much; of two choices the one that hears more holds."""
    there = {follow.member_id: follow for follow in Follow.objects.select_for_update().filter(tag=into)}
    for follow in Follow.objects.select_for_update().filter(tag=name).order_by("pk"):
        same = there.get(follow.member_id)
        if same is None:
            follow.tag = into
            follow.save(update_fields=["tag"])
            continue
        if _LEVELS.index(Level(follow.level)) > _LEVELS.index(Level(same.level)):
            same.level, same.reason = follow.level, Reason.CHOSEN
            same.save(update_fields=["level", "reason"])
        follow.delete()


@transaction.atomic
def retire(name: str, *, by: Member) -> None:
    """Give the tag to no new thread; those that carry it keep it. Raises NotPossible for another name of a tag."""
    tag = _locked(name)[name]
    if tag.synonym_of_id:
        raise NotPossible(_("This is another name of a tag. Retire the tag itself."))
    if tag.retired_at is None:
        tag.retired_at, tag.retired_by = timezone.now(), by
        tag.save(update_fields=["retired_at", "retired_by"])
        record("tag.retired", actor=by, subject=tag)


@transaction.atomic
def unretire(name: str, *, by: Member) -> None:
    """Give it to new threads again."""
    tag = _locked(name)[name]
    if tag.retired_at is not None:
        tag.retired_at = tag.retired_by = None
        tag.save(update_fields=["retired_at", "retired_by"])
        record("tag.unretired", actor=by, subject=tag)
