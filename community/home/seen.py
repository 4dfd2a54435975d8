"""The threads that stood on the pages before, in an address: a list that is weighed anew never repeats one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection

from django.http import Http404

MOST = 330
"""So many fit; then a list ends."""
LONGEST = 4 * MOST


def pack(ids: Collection[int]) -> str:
    """Ids as a short word: the steps between them, seven bits to a byte."""
    out, before = bytearray(), 0
    for pk in sorted(ids):
        step, before = pk - before, pk
        while step > 127:
            out.append(step & 127 | 128)
            step >>= 7
        out.append(step)
    return base64.urlsafe_b64encode(out).decode().rstrip("=")


def unpack(word: str) -> frozenset[int]:
    """The ids of such a word. Raises Http404 for what no page of ours links to."""
    if len(word) > LONGEST:
        raise Http404
    try:
        packed = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Http404 from None
    found, pk, step, shift = set[int](), 0, 0, 0
    for byte in packed:
        step |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            pk, step, shift = pk + step, 0, 0
            found.add(pk)
    if shift or pk >= 2**63 or len(found) > MOST:
        raise Http404
    return frozenset(found)
