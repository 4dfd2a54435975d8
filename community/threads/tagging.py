"""Giving a thread more tags after it was started."""

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
    wanted = list(dict.fromkeys([*current.tags, *canonical(tags)]))
    if len(wanted) > TAGS_MAX:
        raise NotPossible(_("It would have more than %(max)d tags.") % {"max": TAGS_MAX})
    if wanted != current.tags:
        current.tags = thread.tags = wanted
        current.save(update_fields=["tags"])
        record("thread.tagged", actor=by, subject=current)
