"""A push service on this machine, and a browser that can read what is sent to it."""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from config.lib.webpush import from_text, to_text
from members.profiles.models import Member
from members.push.devices import add_device
from members.push.models import PushDevice
from tests.peers import told


def signed_in(member: Member) -> Client:
    """A client with a session that stands in the member's list of sessions, as signing in by hand makes it."""
    client = Client()
    client.force_login(member)
    UserSession.objects.create(user=member, ip="127.0.0.1", session_key=client.session.session_key)
    return client


class Browser:
    """What a browser keeps of one subscription, and how it reads a message (RFC 8188, RFC 8291), written apart."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint, self.auth = endpoint, os.urandom(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def given(self) -> dict[str, str]:
        """What it sends to the server."""
        keys = {"p256dh": self.public, "auth": self.auth}
        return {"endpoint": self.endpoint} | {
            name: urlsafe_b64encode(value).decode().rstrip("=") for name, value in keys.items()
        }

    def subscribe(self, member: Member) -> PushDevice:
        """Sign in, and ask to be told as this member."""
        self.client = signed_in(member)
        agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        return add_device(member, self.client.session, **self.given(), user_agent=agent)

    def read(self, body: bytes) -> dict[str, Any]:
        """The message in a body that was sent here."""
        salt, size = body[:16], body[20]
        theirs, sealed = body[21 : 21 + size], body[21 + size :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = _derive(shared, self.auth, b"WebPush: info\x00" + self.public + theirs, 32)
        key = _derive(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _derive(secret, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert plain[-1:] == b"\x02"
        found: dict[str, Any] = json.loads(plain[:-1])
        return found


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


class Service:
    """A push service: what came in, and what it answers."""

    def __init__(self) -> None:
        self.port = 0
        self.answer = 201
        self.came: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def root(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.2:{self.port}"

    def hear(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """Keep what came, if it is taken."""
        if self.answer < 300:
            self.came.append((path, headers, body))
        return self.answer

    def browser(self, path: str = "/one") -> Browser:
        """A browser that is reached through it."""
        return Browser(self.root + path)

    def signed_by(self, headers: dict[str, str]) -> tuple[str, dict[str, Any]]:
        """The key that signed a request, checked, and what it said."""
        scheme, _space, rest = headers["authorization"].partition(" ")
        token, public = (part.split("=", 1)[1] for part in rest.split(", "))
        head, said, signature = token.split(".")
        raw = from_text(signature)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(public))
        pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        key.verify(pair, f"{head}.{said}".encode(), ec.ECDSA(SHA256()))
        assert scheme == "vapid" and json.loads(from_text(head))["alg"] == "ES256" and to_text(raw) == signature
        return public, json.loads(from_text(said))


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    """A push service on 127.0.0.2 that the server may ask."""
    found = Service()
    with told(found.hear, settings) as found.port:
        yield found
