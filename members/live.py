"""What open pages are told about talks: who may listen. Decided here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import authorise
from members.messages.models import Talk

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@authorise("messages")
def _who_is_in_the_talk(viewer: Viewer, talk_id: int) -> bool:
    return bool(Talk.objects.visible_to(viewer).filter(pk=talk_id).exists())
