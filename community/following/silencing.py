"""Muting and blocking: members decide whom they read, and who can reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.following.models import Silence
from members.activity.log import record

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


@transaction.atomic
def silence(other: Member, *, by: Member, blocked: bool = False) -> None:
    """Mute somebody, or block them too; the later choice holds. Raises ValueError for oneself."""
    if other.pk == by.pk:
        raise ValueError("nobody silences themselves")
    row, created = Silence.objects.select_for_update().get_or_create(
        member=by, other=other, defaults={"blocked": blocked}
    )
    if not created and row.blocked == blocked:
        return
    if not created:
        row.blocked, row.since = blocked, timezone.now()
        row.save(update_fields=["blocked", "since"])
    if blocked:
        record("person.blocked", actor=by, subject=other)
    else:
        record("person.muted", actor=by, subject=other)
    forget(by)


@transaction.atomic
def unsilence(other: Member, *, by: Member) -> None:
    """Read somebody again, and let them reach me."""
    removed, _rows = Silence.objects.filter(member=by, other=other).delete()
    if removed:
        record("person.unsilenced", actor=by, subject=other)
        forget(by)


def silenced_ids(viewer: Viewer) -> frozenset[int]:
    """Ids of everybody the viewer muted or blocked; asked once per request and kept on the viewer object."""
    return frozenset(_silences(viewer))


def has_blocked(member: Member, other: Member) -> bool:
    """Whether `member` does not want to be reached by `other`; asked once per request for each member."""
    return _silences(member).get(other.pk, False)


def across_a_block(viewer: Member) -> Q:
    """Rows of a `member` who blocked the viewer, or whom the viewer blocked; no query of its own."""
    blocks = Silence.objects.filter(blocked=True)
    return Q(member__in=blocks.filter(other=viewer).values("member")) | Q(
        member__in=blocks.filter(member=viewer).values("other")
    )


def blockers_of(viewer: Viewer) -> frozenset[int]:
    """Ids of everybody who blocked the viewer; asked once per request and kept on the viewer object."""
    if not viewer.is_authenticated:
        return frozenset()
    kept: frozenset[int] | None = getattr(viewer, "_blockers", None)
    if kept is None:
        rows = Silence.objects.filter(other=viewer, blocked=True).values_list("member_id", flat=True)
        kept = viewer._blockers = frozenset(rows)  # type: ignore[attr-defined]
    return kept


def _silences(viewer: Viewer) -> dict[int, bool]:
    """Other's id -> whether blocked."""
    if not viewer.is_authenticated:
        return {}
    kept: dict[int, bool] | None = getattr(viewer, "_silences", None)
    if kept is None:
        kept = dict(Silence.objects.filter(member=viewer).values_list("other_id", "blocked"))
        viewer._silences = kept  # type: ignore[attr-defined]
    return kept


def forget(viewer: Member) -> None:
    """Ask the database again next time."""
    vars(viewer).pop("_silences", None)
