"""What signed addresses hold of an account, so that they open no more once it is opened otherwise."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.profiles.models import Member


def standing_of(member: Member) -> str:
    """What becomes another with the password, without telling anything of it."""
    return hashlib.sha256(member.get_session_auth_hash().encode()).hexdigest()[:16]
