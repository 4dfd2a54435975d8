"""Sealed streams, byte by byte: what went in comes out, and nothing else ever does."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.backup.refusing import BackupRefused
from config.backup.sealing import HEAD, PIECE, Sealer, Unsealer, is_sealed

KEY = bytes(range(32))
START = len(HEAD) + 8 + 32


def sealed(plain: bytes, step: int = 1000) -> bytes:
    into = io.BytesIO()
    sealer = Sealer(into, KEY)
    for begin in range(0, len(plain), step):
        sealer.write(plain[begin : begin + step])
    sealer.end()
    return into.getvalue()


def opened(held: bytes, step: int = -1) -> bytes:
    stream, out = Unsealer(io.BytesIO(held), (KEY,)), b""
    while piece := stream.read(step):
        out += piece
    return out


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_what_went_in_comes_out(size: int) -> None:
    plain = bytes(number % 251 for number in range(size))
    assert opened(sealed(plain, 7777)) == opened(sealed(plain), 4321) == plain
    assert is_sealed(sealed(plain))


@given(st.integers(0, 3 * (PIECE + 16) + START + 22), st.integers(0, 7))
def test_no_bit_can_be_turned_over(place: int, bit: int) -> None:
    held = bytearray(_HELD)
    held[place] ^= 1 << bit
    with pytest.raises(BackupRefused):
        opened(bytes(held))


_HELD = sealed(bytes(3 * PIECE + 7))


def test_no_piece_can_be_left_out_moved_repeated_or_cut_off() -> None:
    head, body = _HELD[:START], _HELD[START:]
    pieces = [body[begin : begin + PIECE + 16] for begin in range(0, len(body), PIECE + 16)]
    assert len(pieces) == 4
    for changed in (
        pieces[:-1],
        pieces[1:],
        [pieces[1], pieces[0], *pieces[2:]],
        [pieces[0], *pieces],
        pieces + pieces[-1:],
    ):
        with pytest.raises(BackupRefused):
            opened(head + b"".join(changed))


def test_two_archives_have_nothing_in_common() -> None:
    first, second = sealed(bytes(PIECE)), sealed(bytes(PIECE))
    assert first[START:] != second[START:]
