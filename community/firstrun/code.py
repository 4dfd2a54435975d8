"""The setup code: who can read the server's log or run a command on it may become the owner, and no stranger."""

import base64
import hmac
import logging

from django.conf import settings

log = logging.getLogger(__name__)


def setup_code() -> str:
    """Sixteen letters and digits in groups of four, made of the secret key: 80 bits that nobody guesses."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"talkoot.first-run", "sha256")
    text = base64.b32encode(digest[:10]).decode()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))


def is_needed() -> bool:
    """A local run trusts whoever opens it; an installation on a server does not."""
    return not settings.TALKOOT_LOCAL


def is_right(typed: str) -> bool:
    """Whether this is the code, whatever the case, spaces and hyphens."""
    plain = "".join(character for character in typed.upper() if character.isalnum())
    return hmac.compare_digest(plain.encode(), setup_code().replace("-", "").encode())


def tell() -> None:
    """Write the code into the log, for the person who looks after the server."""
    log.warning("Nobody owns this community yet. The setup code is %s", setup_code())
