"""Guides: what the clock does."""

from celery import shared_task
from django.db import transaction
from django.db.models import Exists, OuterRef

from community.guides.models import Guide, GuideStep


@shared_task(name="community.guides.note_stale")
def note_stale_guides() -> int:
    """Note that review dates have passed, each once; returns how many. Also after an outage."""
    noted = 0
    while _note_next():
        noted += 1
    return noted


@transaction.atomic
def _note_next() -> bool:
    noted = GuideStep.objects.filter(guide=OuterRef("pk"), what="stale", due_on=OuterRef("check_by"))
    stale = Guide.objects.stale().filter(~Exists(noted)).order_by("check_by", "pk")
    guide = stale.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    return guide.go_stale() if guide is not None else False
