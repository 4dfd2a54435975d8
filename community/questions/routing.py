"""What the clock does for questions that wait: after two hours and after twelve it asks up to three who may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from community.questions.helping import CannotAsk, ask, helpers_for
from community.questions.models import Routing, Turn
from community.questions.waiting import unreplied
from community.threads.models import Thread

ROUNDS = (12, 2)
"""Hours of waiting after which somebody is asked; the later round stands for the earlier one, if both are due."""
OLDEST = timedelta(days=7)
"""What has waited longer is a matter for hosts: after a long outage nobody is asked about old questions."""


def due(hours: int) -> Any:
    """Questions that have waited so long, whose round is not done, and that nobody has taken."""
    now = timezone.now()
    done = Routing.objects.filter(thread=OuterRef("pk"), hours__gte=hours)
    taken = Turn.objects.filter(thread=OuterRef("pk"), until__gt=now)
    waited = unreplied().filter(created_at__lte=now - timedelta(hours=hours), created_at__gt=now - OLDEST)
    return waited.filter(~Exists(done), ~Exists(taken)).order_by("-by_newcomer", "created_at", "pk")


@transaction.atomic
def route_next() -> bool:
    """Do one round for one question; False when nothing is due. The round and its asks commit together."""
    for hours in ROUNDS:
        found = due(hours).select_for_update(of=("self",), no_key=True, skip_locked=True)
        thread = found.select_related("space").first()
        if thread is not None:
            _, is_new = Routing.objects.get_or_create(thread=thread, hours=hours)
            if is_new:
                _ask_around(thread)
            return True
    return False


def _ask_around(thread: Thread) -> None:
    for member in helpers_for([thread])[thread.pk]:
        try:
            ask(thread, member, by=None)
        except CannotAsk:  # asked elsewhere a moment ago
            continue
