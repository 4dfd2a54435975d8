"""Who was erased stays erased: their numbers stand beside the backups, so that an older one does not bring them back.

Only numbers, what was to go, and when: nothing that says who it was.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from config.backup.archive import as_json
from config.backup.keeping import name_of
from config.backup.refusing import BackupRefused
from config.backup.stores import Store
from members.activity.models import Activity
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member

_WRITTEN = "backup.erased-written"
Erased = dict[str, list[str]]
"""By the number of a member, when they were erased and what was to go."""


def list_name(community: str) -> str:
    """The name of the list beside the archives of a community."""
    return f"{name_of(community)}erased.json"


def keep_list(store: Store, community: str) -> int:
    """Add those the log knows to the list; returns how many stand there. Written only when somebody was added."""
    known = _of_the_log()
    stamp = f"{store.where} {community} {len(known)} {max((at for at, _fate in known.values()), default='')}"
    if cache.get(_WRITTEN) == stamp:
        return len(known)
    before = read_list(store, community)
    together = before | known
    if together != before:
        with store.write(list_name(community)) as sink:
            sink.write(as_json({"erased": together}))
    cache.set(_WRITTEN, stamp, None)
    return len(together)


def read_list(store: Store, community: str) -> Erased:
    """Who stands on the list; nobody where there is none. Raises BackupRefused where it cannot be read."""
    try:
        with store.read(list_name(community)) as file:
            return {number: [at, fate] for number, (at, fate) in json.loads(file.read())["erased"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupRefused("broken", f"{list_name(community)} in {store.where} cannot be read.") from None


@transaction.atomic
def erase_again(store: Store, community: str, made_at: datetime) -> int:
    """Let the worker erase, from its first minute, whom a restored backup still knew; returns how many."""
    numbers = {
        int(number): fate
        for number, (at, fate) in read_list(store, community).items()
        if datetime.fromisoformat(at) > made_at
    }
    now = timezone.now()
    members = Member.objects.filter(pk__in=numbers)
    Leaving.objects.open().filter(number__in=numbers).update(due_at=now, retry_at=now)
    leaving = set(Leaving.objects.open().filter(number__in=numbers).values_list("number", flat=True))
    Leaving.objects.bulk_create(
        Leaving(member=member, number=member.pk, fate=numbers[member.pk], due_at=now)
        for member in members
        if member.pk not in leaving
    )
    return int(members.update(is_active=False))


def _of_the_log() -> Erased:
    rows = Activity.objects.filter(verb="member.erased").values_list("subject_id", "at", "facts")
    return {str(number): [at.isoformat(), str(facts.get("fate", Fate.KEEP))] for number, at, facts in rows}
