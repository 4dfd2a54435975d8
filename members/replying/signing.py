"""The signature of a mail that another server hands in: an HMAC-SHA256 over the time and the mail."""

import hmac
import re
import time

from django.conf import settings

HEADER = "X-Talkoot-Signature"
TOLERANCE_SECONDS = 300
_SIGNATURE = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


def signature_of(body: bytes, at: int) -> str:
    """What stands in the header: t=<seconds since 1970>,v1=<HMAC of "<seconds>." and the mail, in hex>."""
    digest = hmac.digest(settings.MAIL_IN_SECRET.encode(), f"{at}.".encode() + body, "sha256").hex()
    return f"t={at},v1={digest}"


def is_signed(header: str, body: bytes) -> bool:
    """Whether the header proves this mail, within five minutes."""
    found = _SIGNATURE.fullmatch(header)
    if not settings.MAIL_IN_SECRET or found is None or abs(time.time() - int(found[1])) > TOLERANCE_SECONDS:
        return False
    return hmac.compare_digest(header.encode(), signature_of(body, int(found[1])).encode())
