"""Sealed archives: read and written as a stream, by whoever has the key, and by nobody if a byte was changed.

The way of age and of STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with AES-256-GCM of `cryptography`: pieces of
64 KiB, each with its number and whether it is the last one in its nonce, under a key of its own for every archive. So
no piece can be changed, left out, moved or cut off. docs/decisions/backups-in-one-archive.md
"""

from __future__ import annotations

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config.backup.refusing import BackupRefused
from config.backup.stores import Sink

HEAD = b"talkoot sealed backup 1\n"
MARK_BYTES, SALT_BYTES, TAG_BYTES = 8, 32, 16
PIECE = 64 * 1024


def mark_of(key: bytes) -> str:
    """Eight letters and digits that tell keys apart and say nothing of them."""
    return _derive(key, b"", b"talkoot.backup.mark", MARK_BYTES // 2).hex()


class Sealer:
    """Writes what it is given into another sink, sealed. Whole only after `end`."""

    def __init__(self, into: Sink, key: bytes) -> None:
        salt = os.urandom(SALT_BYTES)
        self._into, self._waiting, self._number = into, bytearray(), 0
        self._box = AESGCM(_derive(key, salt, b"talkoot.backup.1", 32))
        into.write(HEAD + mark_of(key).encode() + salt)

    def write(self, data: bytes, /) -> int:
        """Seal as many pieces as are full; one is always kept back, because it may be the last."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def end(self) -> None:
        """Seal the last piece as the last."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._into.write(self._box.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


class Unsealer:
    """Reads what a `Sealer` wrote. Raises BackupRefused for another key and for anything that was changed or cut."""

    def __init__(self, source: IO[bytes], keys: tuple[bytes, ...]) -> None:
        head = read_exactly(source, len(HEAD) + MARK_BYTES + SALT_BYTES)
        mark, salt = head[len(HEAD) : -SALT_BYTES].decode("ascii", "replace"), head[-SALT_BYTES:]
        if len(head) < len(HEAD) + MARK_BYTES + SALT_BYTES:
            raise BackupRefused("broken", "The archive is cut off at its beginning.")
        if not head.startswith(HEAD):
            raise BackupRefused("newer", "The archive was sealed by a newer Talkoot; restore it with that version.")
        key = next((key for key in keys if mark_of(key) == mark), None)
        if key is None:
            has = f"the keys here are {', '.join(map(mark_of, keys))}" if keys else "there is no BACKUP_KEY here"
            raise BackupRefused("key", f"The archive was sealed with the key {mark}; {has}.")
        self._source, self._number, self._ready = source, 0, b""
        self._box = AESGCM(_derive(key, salt, b"talkoot.backup.1", 32))
        self._next = read_exactly(source, PIECE + TAG_BYTES)
        self._over = False

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end."""
        while (size < 0 or len(self._ready) < size) and not self._over:
            self._ready += self._open()
        taken, self._ready = (self._ready, b"") if size < 0 else (self._ready[:size], self._ready[size:])
        return taken

    def _open(self) -> bytes:
        piece, self._next = self._next, read_exactly(self._source, PIECE + TAG_BYTES)
        self._over = not self._next
        try:
            plain = self._box.decrypt(_nonce(self._number, last=self._over), piece, None)
        except (InvalidTag, ValueError):
            raise BackupRefused("broken", "The archive was changed or cut off; it cannot be opened any more.") from None
        self._number += 1
        return plain


def is_sealed(beginning: bytes) -> bool:
    """Whether an archive that begins so is sealed."""
    return beginning.startswith(HEAD[:20])


def read_exactly(source: IO[bytes], size: int) -> bytes:
    """So many bytes, fewer only at the end: a stream from a network gives what it has."""
    read = bytearray()
    while len(read) < size and (piece := source.read(size - len(read))):
        read += piece
    return bytes(read)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _derive(key: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt or None, info=purpose).derive(key)
