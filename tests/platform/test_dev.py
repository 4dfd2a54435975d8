"""bin/dev as people meet it: real processes, real ports, real signals."""

import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from config.running.home import ROOT
from tests.platform.conftest import Dev, clean_environment, free_port, processes_of, wait_until


def refused(home: Path, **environment: str) -> str:
    """What bin/dev says when it does not start."""
    environment.setdefault("PORT", str(free_port()))
    done = subprocess.run(
        [str(ROOT / "bin" / "dev"), "--empty"],
        env=clean_environment(home, **environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_it_says_each_step_and_then_the_address(dev: Dev) -> None:
    for step in ("PostgreSQL and Valkey", "Tables", "Web, worker, scheduler, mailbox", "Everything answers"):
        assert re.search(rf"{step} +[\d.]+ s", dev.said)
    assert f"Open http://localhost:{dev.port}/" in dev.said


def test_everything_answers(dev: Dev) -> None:
    assert dev.get("/healthz") == (200, "ok\n")
    ready = dev.ready()
    assert (ready["ready"], ready["degraded"]) == (True, False)
    assert "talkoot_valkey_up 1.0" in dev.get("/metrics", Authorization="Bearer for-the-watch")[1]


def test_an_empty_start_promises_no_demo_people(dev: Dev) -> None:
    assert "Sign in as" not in dev.said


def test_a_second_one_in_the_same_home_is_refused(dev: Dev) -> None:
    sentence = refused(dev.home)
    assert sentence == f"Talkoot did not start. Another bin/dev already runs in {dev.home} (process {dev.process.pid})."


def test_a_taken_port_is_said_with_another_to_try(dev: Dev, tmp_path: Path) -> None:
    sentence = refused(tmp_path / "other", PORT=str(dev.port))
    assert f"Port {dev.port} is taken by another program" in sentence
    assert not processes_of(tmp_path / "other")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PORT": "eight"}, "PORT is 'eight'; it must be a number"),
        ({"HOST": "nowhere.invalid"}, "HOST is 'nowhere.invalid'"),
    ],
)
def test_wrong_settings_are_refused_in_a_sentence(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    assert words in refused(tmp_path / "home", **environment)


def test_a_home_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert f"{tmp_path / 'home'} is not a folder" in refused(tmp_path / "home")


def test_mail_of_any_command_in_the_home_comes_into_the_mailbox(dev: Dev) -> None:
    dev.manage("sendtestemail", "ana@example.org")
    wait_until(lambda: "ana@example.org" in dev.get("/dev/mailbox/")[1])


def test_a_killed_web_process_is_started_again(dev: Dev) -> None:
    before = dev.child("web-1")
    assert before
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: dev.child("web-1") not in (0, before))
    wait_until(lambda: "web-1 was ended by SIGKILL; it starts again in" in dev.said)
    assert dev.get("/healthz")[0] == 200


def test_a_killed_database_comes_back_by_itself(dev: Dev) -> None:
    postmaster = int((dev.home / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    wait_until(lambda: dev.ready().get("ready") is True and _postmaster(dev.home) != postmaster, 40)


def test_a_killed_valkey_comes_back_by_itself_and_pages_go_on_meanwhile(dev: Dev) -> None:
    with socket.socket(socket.AF_UNIX) as valkey:
        valkey.connect(str(dev.home / "run" / "valkey.sock"))
        valkey.sendall(b"INFO server\r\n")
        process = int(re.search(rb"process_id:(\d+)", valkey.recv(4096))[1])  # type: ignore[index]
    os.kill(process, signal.SIGKILL)
    assert dev.get("/readyz")[0] == 200
    wait_until(lambda: dev.ready().get("degraded") is False, 40)


def test_ctrl_c_leaves_nothing_behind_and_the_next_start_finds_all_data(dev: Dev) -> None:
    dev.shell("from members.profiles.models import Member; Member.objects.create_user('ana@example.org')")
    assert dev.end(signal.SIGINT) < 8
    wait_until(lambda: processes_of(dev.home) == [], 2)
    assert dev.process.returncode == 0
    dev.out.write_text("")
    again = Dev(dev.home, dev.port).wait_until_it_answers()
    try:
        found = again.shell("from members.profiles.models import Member; print(Member.objects.count())")
        assert found == "1"
        assert "Demo community" not in again.said
    finally:
        again.end(signal.SIGTERM)
    wait_until(lambda: processes_of(dev.home) == [], 2)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(dev: Dev) -> None:
    assert dev.process.poll() is not None
    write = "INSERT INTO django_migrations (app, name, applied) VALUES ('members', '9999_later', now())"
    dev.shell(f'from django.db import connection; connection.cursor().execute("{write}")')
    assert "was made by a newer Talkoot (members.9999_later is not known here)" in refused(dev.home)
    wait_until(lambda: processes_of(dev.home) == [], 2)


def _postmaster(home: Path) -> int:
    try:
        return int((home / "postgres" / "postmaster.pid").read_text().split()[0])
    except (OSError, IndexError, ValueError):
        return 0
