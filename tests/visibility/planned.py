"""Programs of the village: one in the open, one in the private space, each begun once, with a text of its bank."""

from typing import TYPE_CHECKING

from django.utils import timezone

from programs.series.checking import set_list
from programs.series.hosting import Turn
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from tests.visibility.village import Village


def planned(village: "Village") -> None:
    """Their threads are those the village has already."""
    manager = village.member("community_manager")
    for space, thread in ((village.open_space, village.public), (village.space, village.private)):
        program = a_program(manager, space=space, texts=1, rule="FREQ=WEEKLY;COUNT=3", title=f"Prompt: {thread.title}")
        Turn.objects.create(program=program, member=manager, place=0)
        set_list(program, [("Say it in chat", 2)], by=manager)
        first = program.occurrences.earliest("day")
        Occurrence.objects.filter(pk=first.pk).update(opened_at=timezone.now(), thread=thread)
