"""Web push: a message only one browser can read (RFC 8291), signed so that its push service lets it in (RFC 8292)."""

import json
import os
import time
from base64 import b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

MOST_BYTES = 3000
"""Of a message; push services take 4096 bytes of what it becomes."""
VALID_SECONDS = 12 * 3600
_RECORD = 4096


class WrongKeys(ValueError):
    """What a browser sent as its keys is none."""


def to_text(data: bytes) -> str:
    """Bytes as these standards write them: base64 for addresses, without the signs at the end."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """The bytes again. Raises ValueError, also for a sign that does not belong there: nothing is read past."""
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def new_keys() -> tuple[str, str]:
    """A pair of keys for one installation: the public one as browsers take it, and the private one, to be sealed."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return to_text(_point(key.public_key())), to_text(private)


def check_keys(p256dh: str, auth: str) -> None:
    """Raises WrongKeys unless these can be a browser's."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(p256dh))
        if len(from_text(auth)) != 16:
            raise WrongKeys("The secret of a browser has 16 bytes.")
    except ValueError as error:
        raise WrongKeys("These are not the keys of a browser.") from error


def encrypted(
    message: bytes, p256dh: str, auth: str, *, salt: bytes = b"", own: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The message for one browser, in one record; `salt` and `own` are made anew each time, but for tests.

    Raises WrongKeys, and ValueError for a message of more than MOST_BYTES.
    """
    if len(message) > MOST_BYTES:
        raise ValueError("The message is too long for a push.")
    check_keys(p256dh, auth)
    salt, own = salt or os.urandom(16), own or ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(p256dh))
    public = _point(own.public_key())
    shared = own.exchange(ec.ECDH(), theirs)
    secret = _derived(shared, from_text(auth), b"WebPush: info\0" + from_text(p256dh) + public, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4) + bytes([len(public)]) + public
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def headers_for(endpoint: str, *, public: str, private: str, contact: str, topic: str = "") -> dict[str, str]:
    """What is sent along to a push service: who sends, signed for this service, and how long it may wait.

    `contact` is an address the service may write to (mailto: or https:); a message with the same `topic` (at most 32
    letters, digits, - and _) takes the place of one that still waits.
    """
    parts = urlsplit(endpoint)
    said = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + VALID_SECONDS, "sub": contact}
    signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(said)}"
    key = load_der_private_key(from_text(private), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    token = f"{signed}.{to_text(r.to_bytes(32) + s.to_bytes(32))}"
    headers = {
        "Authorization": f"vapid t={token}, k={public}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(24 * 3600),
        "Urgency": "normal",
    }
    return headers | ({"Topic": topic} if topic else {})


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _json(data: dict[str, object]) -> str:
    return to_text(json.dumps(data, separators=(",", ":")).encode())
