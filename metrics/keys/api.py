"""What a key reads, in JSON: `GET /api/health/`, its spaces, and one measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from config.lib import limits
from config.lib.audience import public
from config.lib.bearer import key_of, refused, spent, unknown
from members.profiles.models import Member
from metrics.keys.asking import Refused, asked_by
from metrics.keys.models import HealthKey
from metrics.keys.telling import Told, everything, one, side_by_side
from metrics.measures.all import MEASURES

if TYPE_CHECKING:
    from config.lib.audience import View

READS = ("GET", "HEAD")


def _by_key[**Given](telling: Callable[Concatenate[HttpRequest, Member, Given], Told]) -> View:
    """A view for whoever has a key: it tells what the maker of the key may read at this moment, and nobody keeps it."""

    @csrf_exempt  # There is nothing to forge: a cookie opens nothing here, and nothing is changed.
    @public
    @wraps(telling)
    def view(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> JsonResponse:
        answer = _answer(request, lambda viewer: telling(request, viewer, *args, **kwargs))
        answer["Cache-Control"] = "no-store"
        return answer

    return view


def _answer(request: HttpRequest, tell: Callable[[Member], Told]) -> JsonResponse:
    if request.method not in READS:
        answer = refused("This address only reads.", 405)
        answer["Allow"] = ", ".join(READS)
        return answer
    key = HealthKey.objects.with_key(key_of(request))
    if key is None or key.made_by is None:
        return unknown(request)
    too_many = spent(limits.HEALTH_READS, key.pk)
    if too_many is not None:
        return too_many
    key.note_use()
    try:
        return JsonResponse(tell(key.made_by))
    except Refused as why:
        return refused(str(why), why.status)


@_by_key
def overview(request: HttpRequest, viewer: Member) -> Told:
    """All measures of the community, or of one space."""
    return everything(asked_by(request.GET, viewer))


@_by_key
def spaces(request: HttpRequest, viewer: Member) -> Told:
    """All measures, space by space."""
    return side_by_side(asked_by(request.GET, viewer, known=["days"]), viewer)


@_by_key
def measure(request: HttpRequest, viewer: Member, measure_key: str) -> Told:
    """One measure over twelve weeks."""
    if measure_key not in MEASURES:
        raise Refused("There is no such measure.", 404)
    return one(MEASURES[measure_key], asked_by(request.GET, viewer))
