"""Calls of the village: in the private space a text that was sent, in the open one that waits, one sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.contributions.models import CallEditor, Contribution
from programs.series.occurrences import Occurrence
from tests.programs.called import a_call, sent
from tests.visibility.speakers import NOBODY
from tests.visibility.tried import settle_pilots

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visibility.village import Village

OF_CALLS: dict[str, Callable[[Village], list[Any]]] = {
    "contribution_id": lambda v: [*Contribution.objects.order_by("pk").values_list("pk", flat=True), NOBODY],
    "editor_id": lambda v: [*CallEditor.objects.values_list("pk", flat=True), NOBODY],
}
"""What arguments of addresses of calls are filled with."""


def settle_calls(village: Village) -> None:
    """Both written by `member`; the one in the private space is edited by an owner. The pilots come with them."""
    owner, member = village.member("admin"), village.member("member")
    inside = a_call(owner, village.space)
    Occurrence.objects.filter(pk=inside.pk).update(title="Stories of zqcallname")
    CallEditor.objects.create(occurrence=inside, member=owner)
    sent(inside, member, title="About zqcalltitle", source="How zqcalltext began, long enough to be sent.")
    outside = a_call(owner, village.open_space)
    held = sent(outside, member, title="About zqcallheld", source="How it began, long enough to be sent.")
    Contribution.objects.filter(pk=held.pk).update(held_at=timezone.now())
    # Sent back, and written on since: the editors read what was sent.
    back = sent(outside, member, title="As it was sent", source="How it went on, long enough to be sent.")
    unsent = {"title": "About zqcallunsent", "source": "And zqcallunsent.", "credit": "For zqcallunsent"}
    Contribution.objects.filter(pk=back.pk).update(state="changes", **unsent)
    settle_pilots(village)
