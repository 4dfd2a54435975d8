"""Sealed texts: secrets that stand in the database, readable by this installation and in no dump of it.

The key of each purpose is derived from SECRET_KEY. After a change of SECRET_KEY the old one, named in
SECRET_KEY_FALLBACKS, still opens what it sealed.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_MARK = "sealed:"


class BrokenSeal(ValueError):
    """A text that none of the keys opens: it was changed, or the key it was sealed with is gone."""


def seal(purpose: str, text: str) -> str:
    """The text as only `unseal` with the same purpose reads it; about a third longer, and 107 characters."""
    return _MARK + _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """The text again. Raises BrokenSeal."""
    try:
        return _box(purpose).decrypt(sealed.removeprefix(_MARK).encode()).decode()
    except InvalidToken as error:
        raise BrokenSeal(f"A text sealed for {purpose!r} cannot be opened with SECRET_KEY or its fallbacks.") from error


def is_sealed(text: str) -> bool:
    """Whether this came from `seal`."""
    return text.startswith(_MARK)


def reseal(purpose: str, text: str) -> str:
    """The same secret under the key of now; a plain one is sealed. Raises BrokenSeal."""
    if not is_sealed(text):
        return seal(purpose, text)
    try:
        _keys(purpose)[0].decrypt(text.removeprefix(_MARK).encode())
    except InvalidToken:
        return seal(purpose, unseal(purpose, text))
    return text


def _box(purpose: str) -> MultiFernet:
    return MultiFernet(_keys(purpose))


def _keys(purpose: str) -> list[Fernet]:
    """One key for SECRET_KEY and one for each of its fallbacks, the key of now first."""
    return [_key(purpose, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(purpose: str, secret: str) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"talkoot.{purpose}".encode())
    return Fernet(urlsafe_b64encode(derive.derive(secret.encode())))
