"""Threads, guides and dates in an issue: found by their address, and left out for whoever does not see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve

from community.digesting.knowing import ears, readable, threads_there
from community.guides.models import Guide
from community.guides.naming import number_in
from community.threads.models import Thread
from programs.newsletters.models import THINGS
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from community.digesting.knowing import Ear
    from config.lib.audience import Viewer
    from members.digest.sections import Readers
    from members.profiles.models import Member
    from programs.newsletters.models import NewsletterPart

BY_ARGUMENT = {"thread_id": "thread", "occurrence_id": "date", "guide_slug": "guide"}


def thing_at(address: str, viewer: Member) -> dict[str, Any] | None:
    """The thing at an address of this community, by the name of its field; None if the viewer sees nothing there."""
    try:
        parts = urlsplit(address.strip())
        if parts.netloc and f"{parts.scheme}://{parts.netloc}" != settings.PUBLIC_URL:
            return None
        values = resolve(parts.path).kwargs
    except (ValueError, Resolver404):
        return None
    for argument, name in BY_ARGUMENT.items():
        if argument in values:
            number = number_in(values[argument]) if name == "guide" else values[argument]
            thing = _sets(viewer)[name].filter(pk=number).first()
            return {name: thing} if thing is not None else None
    return None


def _sets(viewer: Viewer) -> dict[str, Any]:
    """What may stand in a letter to somebody, by the name of its field."""
    first = readable().filter(number=1).values("thread")
    return {
        "thread": Thread.objects.visible_to(viewer).heard_by(viewer).listed().filter(pk__in=first, merged_at=None),
        "guide": Guide.objects.visible_to(viewer).listed(),
        "date": Occurrence.objects.in_calendar_of(viewer).filter(called_off_at=None),
    }


def address_of(thing: Any) -> str:
    """Where members find it."""
    if isinstance(thing, Occurrence):
        return str(thing.program.kind.url(thing))
    return str(thing.get_absolute_url())


def seen_alone(parts: Iterable[NewsletterPart], viewer: Viewer) -> list[NewsletterPart]:
    """Of these parts, those that one viewer may read now; visitors too."""
    parts, seen = list(parts), set()
    for name, allowed in _sets(viewer).items():
        wanted = {pk for part in parts if (pk := getattr(part, f"{name}_id")) is not None}
        if wanted:
            seen |= {(name, pk) for pk in allowed.filter(pk__in=wanted).values_list("pk", flat=True)}
    return [part for part in parts if not part.has_thing or _name_of(part) in seen]


def _name_of(part: NewsletterPart) -> tuple[str, int]:
    return next((name, pk) for name in THINGS if (pk := getattr(part, f"{name}_id")) is not None)


@dataclass(frozen=True)
class Around:
    """What stands behind the parts of an issue for all readers alike: a few queries, whoever reads."""

    threads: dict[int, Thread]
    guides: dict[int, Guide]
    dates: dict[int, Occurrence]

    @classmethod
    def of(cls, parts: Collection[NewsletterPart]) -> Around:
        """As it stands now."""
        threads = [part.thread_id for part in parts if part.thread_id is not None]
        first = set(readable().filter(number=1, thread__in=threads).values_list("thread", flat=True))
        guides = Guide.objects.listed().filter(pk__in=[part.guide_id for part in parts if part.guide_id is not None])
        dates = Occurrence.objects.filter(pk__in=[part.date_id for part in parts if part.date_id is not None])
        dates = dates.filter(
            Q(program__space=None) | Q(program__space__deleted_at=None), called_off_at=None, program__is_public=True,
            program__planned_at__isnull=False,
        )  # fmt: skip
        return cls(
            threads_there(first),
            {one.pk: one for one in guides.for_listing()},
            {one.pk: one for one in dates.select_related("program__space", "thread")},
        )

    def thing(self, part: NewsletterPart) -> Any:
        """What a part leads to; None if nobody may read it now."""
        for number, known in ((part.thread_id, self.threads), (part.guide_id, self.guides), (part.date_id, self.dates)):
            if number is not None:
                return known.get(number)
        return None

    def is_for(self, part: NewsletterPart, ear: Ear) -> bool:
        """Whether this reader may have this part."""
        if not part.has_thing:
            return True
        thing = self.thing(part)
        if thing is None:
            return False
        if isinstance(thing, Thread):
            return ear.hears(thing, thing.author_id)
        if isinstance(thing, Guide):
            return (thing.space_id is None or thing.space_id in ear.spaces) and thing.owner_id not in ear.away
        return thing.program.space_id is None or thing.program.space_id in ear.spaces


def seen_by(parts: Collection[NewsletterPart], around: Around, readers: Readers) -> dict[int, list[NewsletterPart]]:
    """Which parts each reader may have now, in order; as many queries for all as for one."""
    known = readers.once(ears)
    return {pk: [part for part in parts if around.is_for(part, known[pk])] for pk in readers.members}
