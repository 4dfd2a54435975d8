"""What a thread can be asked to be, as in is:unsolved: questions, ideas, and threads of any kind."""

from __future__ import annotations

from django.db.models import Q

from community.threads.planning import Status

_ELSEWHERE = Q(thread__duplicate_of__isnull=False)
# In an address the words stand as they are said.
_SAID = {Status.REVIEW: "under-review", Status.PROGRESS: "in-progress"}

STATES: dict[str, Q] = {
    "solved": Q(thread__answer__isnull=False),
    "unsolved": Q(thread__kind="question", thread__answer=None, thread__closed_at=None) & ~_ELSEWHERE,
    "outdated": Q(thread__outdated_at__isnull=False),
    "duplicate": _ELSEWHERE,
    "open": Q(thread__closed_at=None, thread__archived_at=None) & ~_ELSEWHERE,
    "closed": Q(thread__closed_at__isnull=False),
    "archived": Q(thread__archived_at__isnull=False),
    **{
        _SAID.get(status, status.value): Q(thread__kind="idea", thread__status=status)
        for status in Status
        if status != Status.OPEN
    },
}
"""Name -> condition on documents. An idea that is neither planned nor anything else is simply open."""
