"""What ambassadors put on other pages: the mark of alumni on profiles, and the way from the page of levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.profiles.adding import add
from members.recognition.ladder import Step
from members.recognition.showing import PAGES

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def alumni_mark(member: Member, viewer: Viewer) -> Ambassador | None:
    """The last year of a former ambassador; nothing for anybody else. One query."""
    return Ambassador.objects.alumni().filter(member=member).first()


def _page() -> str:
    return reverse("ambassadors") if AmbassadorProgramme.current().is_open else ""


add("former_ambassador", alumni_mark)
PAGES[Step.AMBASSADOR] = _page
