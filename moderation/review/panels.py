"""What rooms add to the page of a case: reports, hits, the person's history, the rule that fits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

type Context = Callable[[Case, Item | None, Member], dict[str, Any] | None]

Place = Literal["top", "middle", "person", "acts"]
"""Above the thing; below it (side by side, in two columns); beside the person; among the acts under the decisions."""
PLACES: tuple[Place, ...] = ("top", "middle", "person", "acts")


@dataclass(frozen=True)
class Panel:
    """A part of the page of a case, drawn by its template with what `context` says; left out when that is None."""

    key: str
    place: Place
    template: str
    context: Context
    order: int = 50


PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Make a panel known. Raises ValueError for a key used twice."""
    if panel.key in PANELS:
        raise ValueError(f"Two panels are called {panel.key!r}.")
    PANELS[panel.key] = panel


def panels_of(
    case: Case, item: Item | None, viewer: Member, places: Collection[Place] = PLACES
) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """By place, the templates to draw and what each of them is given; of other places than these nothing is asked."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {place: [] for place in places}
    for panel in sorted(PANELS.values(), key=lambda one: (one.order, one.key)):
        if panel.place not in places:
            continue
        context = panel.context(case, item, viewer)
        if context is not None:
            found[panel.place].append((panel.template, context))
    return found


def drawn(panels: dict[str, list[tuple[str, dict[str, Any]]]], request: HttpRequest) -> dict[str, list[SafeString]]:
    """The same as HTML; each template is given what its room says, and nothing of the page around it."""
    return {
        place: [render_to_string(template, context, request) for template, context in parts]
        for place, parts in panels.items()
    }
