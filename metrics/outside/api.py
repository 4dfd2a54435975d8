"""The door through which other systems send facts: `POST /api/facts/` with a key, in JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from config.lib import limits
from config.lib.audience import public
from config.lib.bearer import key_of, refused, spent, unknown
from metrics.outside.models import NAME_LENGTH, FactKind, OutsideSource
from metrics.outside.reading import LARGEST, day_of
from metrics.outside.taking import OtherSort, Told, take_in

MOST_BYTES, MOST_FACTS = 1024 * 1024, 1000


class Refused(Exception):
    """Why a fact, or all of them, cannot be taken in."""


@csrf_exempt  # Another system has no cookie; the key is what allows it.
@public
@require_POST
@never_cache
def facts(request: HttpRequest) -> JsonResponse:
    """Take in up to 1,000 facts, all or none. Sending the same again changes nothing, so it may be tried again."""
    source = OutsideSource.objects.with_key(key_of(request))
    if source is None:
        return unknown(request)
    return spent(limits.OUTSIDE_FACTS, source.pk) or _taken(request, source)


def _taken(request: HttpRequest, source: OutsideSource) -> JsonResponse:
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        return refused("More than 1 MB. Send it in parts.", 413)
    try:
        told = _told(json.loads(raw))
        return JsonResponse({"taken": take_in(source, told, by=None)})
    except (ValueError, RecursionError):
        return refused("The body is no JSON.", 400)
    except Refused as why:
        return refused(str(why), 422)
    except OutsideSource.DoesNotExist:  # it was taken away this moment
        return unknown(request)
    except OtherSort as other:
        return refused(f"“{other.name}” was of another sort before.", 422)


def _told(body: Any) -> list[Told]:
    rows = body.get("facts") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not rows:
        raise Refused("Send an object with a list of “facts”.")
    if len(rows) > MOST_FACTS:
        raise Refused("More than 1,000 facts. Send them in parts.")
    return [_fact(row, number) for number, row in enumerate(rows)]


def _fact(row: Any, number: int) -> Told:
    """One of them: {"email": …, "fact": …, "value": true, false or a number, "day": "2026-11-23"}."""
    if not isinstance(row, dict):
        raise Refused(f"Fact {number}: not an object.")
    address, name, value, day = row.get("email"), row.get("fact"), row.get("value"), row.get("day")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= NAME_LENGTH:
        raise Refused(f"Fact {number}: “fact” is a name of 1 to {NAME_LENGTH} characters.")
    if not isinstance(value, bool | int | float) or not abs(value) <= LARGEST:
        raise Refused(f"Fact {number}: “value” is true, false or a number.")
    try:
        validate_email(address if isinstance(address, str) else "")
        when = day_of(day if isinstance(day, str) else "")
    except ValidationError as error:
        raise Refused(f"Fact {number}: {' '.join(error.messages)}") from error
    sort = FactKind.Sort.YES_NO if isinstance(value, bool) else FactKind.Sort.NUMBER
    return Told(str(address), " ".join(name.split()), sort.value, when, float(value))
