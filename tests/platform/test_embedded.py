"""The engines of a home: shared while somebody uses them, gone when nobody does, back when they die."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from config.engines import PostgreSQL, Valkey
from config.running.home import ROOT, Lock, Refusal, explain, open_home, socket_folder
from tests.platform.conftest import clean_environment, processes_of, wait_until

USER = """
import sys
from config.embedded import provide
provide()
print("up", flush=True)
sys.stdin.readline()
"""


class User:
    """A process that uses the engines of a home until it is told to end."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER],
            cwd=ROOT,
            env=clean_environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        answer = self.process.stdout.readline()
        assert answer == "up\n", self.process.stderr.read() if self.process.stderr else ""

    def end(self, sig: signal.Signals | None = None) -> None:
        if sig:
            self.process.send_signal(sig)
        self.process.communicate("\n", timeout=20)


def ask(home: Path, question: str) -> object:
    address = PostgreSQL(home, durable=True).sockets
    with psycopg.connect(host=str(address), user="talkoot", dbname="talkoot", autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None


def test_two_users_share_one_pair_and_the_last_one_out_stops_it(place: Path) -> None:
    home = place / "shared"
    first, second = User(home), User(home)
    first.end()
    assert ask(home, "SELECT upper('straße')") == "STRASSE"
    second.end()
    wait_until(lambda: processes_of(home) == [])


@pytest.mark.faults
def test_a_user_that_is_killed_leaves_no_engines_behind(place: Path) -> None:
    home = place / "killed"
    User(home).end(signal.SIGKILL)
    wait_until(lambda: processes_of(home) == [])


@pytest.mark.faults
def test_a_killed_keeper_takes_its_engines_along_and_the_next_user_starts_anew(place: Path) -> None:
    home = place / "keeper"
    user = User(home)
    os.kill(int((home / "run" / "keeper.lock").read_text()), signal.SIGKILL)
    wait_until(lambda: not any("postgres -D" in command for command in processes_of(home)))
    other = User(home)
    assert ask(home, "SELECT 1") == 1
    user.end()
    other.end()
    wait_until(lambda: processes_of(home) == [])


def test_root_under_a_closed_folder_needs_no_account(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("Only root has to find another account for PostgreSQL.")
    tmp_path.chmod(0o700)
    user = User(tmp_path / "closed")
    assert ask(tmp_path / "closed", "SELECT current_user::text") == "talkoot"
    user.end()


def test_nobody_else_may_use_the_sockets(place: Path) -> None:
    home = place / "shared"
    user = User(home)
    assert PostgreSQL(home, durable=True).sockets.stat().st_mode & 0o077 == 0
    assert Valkey(home, durable=True).socket.stat().st_mode & 0o077 == 0
    user.end()


def test_a_home_with_a_long_path_has_its_sockets_elsewhere(place: Path) -> None:
    home = place / ("long" * 20) / ("path" * 20)
    user = User(home)
    assert socket_folder(home).parent == Path("/tmp")
    assert ask(home, "SELECT 1") == 1
    user.end()


def test_a_lock_ends_with_its_holder(tmp_path: Path) -> None:
    lock, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert lock.take()
    assert not other.take()
    assert other.is_held()
    lock.release()
    assert other.take()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (28, "is full; make room"),
        (13, "cannot be written by this account"),
        (20, "is not a folder"),
        (5, "cannot be used"),
    ],
)
def test_what_is_wrong_with_the_disk_is_one_sentence(number: int, words: str) -> None:
    assert words in explain(OSError(number, os.strerror(number)), Path("/home"))


def test_a_nearly_full_disk_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.running.home.LEAST_FREE_MB", 10**12)
    with pytest.raises(Refusal, match="nearly full"):
        open_home(tmp_path)
