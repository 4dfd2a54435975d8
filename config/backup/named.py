"""Which files the database names: a backup must hold them all. tests/platform/backup/test_named.py finds new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from community.previews.models import Preview
from community.uploads.models import THUMB_FORMATS, Upload
from community.welcome.film import film_files
from community.welcome.models import WelcomeRules
from config.backup.moment import ALIAS
from members.ambassadors.kit import KitFile
from members.installation.icons import large
from members.installation.models import Installation
from members.privacy.models import DataExport
from members.profiles.models import Member
from members.profiles.picturing import sizes
from programs.amas.models import AmaPlan
from programs.challenges.models import ChallengeEntry

_BATCH = 2000


def named_files(using: str = ALIAS) -> Iterator[str]:
    """Every file that a row names, as the connection sees them."""
    for rows, names in _KINDS:
        for row in _all(rows().using(using).order_by("pk")):
            yield from names(row)


def _all(rows: QuerySet[Any]) -> Iterator[Any]:
    """Row by row, a batch in memory at a time, without a cursor that a pool could lose."""
    last: int | None = None
    while batch := list((rows if last is None else rows.filter(pk__gt=last))[:_BATCH]):
        yield from batch
        last = batch[-1].pk


def _of_upload(upload: Upload) -> list[str]:
    thumbs = [upload.thumb_path(width, form) for width in upload.thumbs or [] for form in THUMB_FORMATS]
    return [upload.path, *thumbs]


def _of_member(member: Member) -> list[str]:
    return [*sizes(member.photo), *sizes((member.aside or {}).get("photo", ""))]


def _of_installation(installation: Installation) -> list[str]:
    return [installation.mark, large(installation.mark)] if installation.mark else []


_KINDS: list[tuple[Callable[[], QuerySet[Any]], Callable[[Any], list[str]]]] = [
    (lambda: Upload.objects.only("secret", "extension", "thumbs"), _of_upload),
    (lambda: Member.objects.filter(~Q(photo="") | Q(aside__isnull=False)).only("photo", "aside"), _of_member),
    (Installation.objects.all, _of_installation),
    (lambda: WelcomeRules.objects.exclude(video=""), lambda welcome: film_files(welcome.video)),
    (lambda: KitFile.objects.only("secret", "extension"), lambda file: [file.path]),
    (lambda: Preview.objects.filter(~Q(picture="")).only("picture"), lambda preview: [preview.path]),
    (lambda: ChallengeEntry.objects.filter(~Q(picture="")).only("picture"), lambda entry: [entry.path]),
    (lambda: AmaPlan.objects.filter(~Q(guest_photo="")), lambda plan: sizes(plan.guest_photo)),
    (
        lambda: DataExport.objects.filter(ready_at__isnull=False, removed_at=None, ends_at__gt=timezone.now()),
        lambda export: [export.path],
    ),
]
