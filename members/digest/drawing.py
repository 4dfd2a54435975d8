"""Which subject somebody's digest gets while subjects are tried: for a batch at once, at the worst one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from members.digest.showing import EXPERIMENT
from members.experiments.assigning import variant_of, variants_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member

log = structlog.get_logger(__name__)


class Subjects:
    """The variants of a batch. A subject that cannot be drawn is the usual one, and keeps no digest back."""

    def __init__(self, members: Collection[int]) -> None:
        self._drawn: dict[int, str] | None = None
        try:
            self._drawn = variants_of(EXPERIMENT, members)
        except Exception:
            log.exception("The subjects of a batch of digests could not be drawn together.", members=len(members))

    def of(self, member: Member) -> str | None:
        """The key of a member's variant; None: the usual subject."""
        if self._drawn is not None:
            return self._drawn.get(member.pk)
        try:
            with transaction.atomic():
                return variant_of(EXPERIMENT, member)
        except Exception:
            log.exception("The subject of a digest could not be drawn.", member=member.pk)
            return None
