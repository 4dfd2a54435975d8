"""The address under which a digest is read in the browser: dead once its member has another password or address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from members.digest.models import Digest
    from members.profiles.models import Member

_PROOF = 20


def reading_token(digest: Digest, member: Member) -> str:
    """What stands in that address; the token alone stops digests, and opens none."""
    return f"{digest.token}-{_proof(digest, member, settings.SECRET_KEY)}"


def opens(digest: Digest, proof: str) -> bool:
    """Whether this proof was written for the member as they are now."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(proof, _proof(digest, digest.member, secret)) for secret in secrets)


def _proof(digest: Digest, member: Member, secret: str) -> str:
    said = f"{digest.token}\n{member.email}\n{member.password}"
    return salted_hmac("talkoot.digest", said, secret=secret, algorithm="sha256").hexdigest()[:_PROOF]
