"""The tags of a thread, changed after it was started."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from community.composing.forms import TAGS_MAX
from community.spaces.alone import NotPossible
from community.tags.names import canonical
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member


@transaction.atomic
def add_tags(thread: Thread, tags: Sequence[str], *, by: Member) -> None:
    """Give the thread these tags too, under their own names. Raises NotPossible if that would be too many."""
    current = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    wanted = list(dict.fromkeys([*current.known_tags, *canonical(tags)]))
    if len(wanted) > TAGS_MAX:
        raise NotPossible(_("It would have more than %(max)d tags.") % {"max": TAGS_MAX})
    _carry(current, wanted, by=by)
    thread.tags = current.tags


@transaction.atomic
def set_tags(thread: Thread, tags: Sequence[str], *, by: Member) -> None:
    """Let the thread carry these tags and no others, under their own names."""
    current = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    _carry(current, canonical(tags), by=by)
    thread.tags = current.tags


def _carry(thread: Thread, tags: list[str], *, by: Member) -> None:
    """Write them, if they are others than before; the thread is locked by the caller."""
    if tags != thread.known_tags:
        thread.tag_it(tags)
        record("thread.tagged", actor=by, subject=thread)
