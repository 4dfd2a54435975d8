"""What owners start with: .env.example tells the truth, and the image and its parts are as careful as they say."""

import re
import runpy
from pathlib import Path
from typing import Any

import environ
import pytest
import yaml

from config import asgi, pages, web, worker
from config.lib.variables import Variables
from config.queues import THREADS
from tests.house.source import ROOT

EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
SERVERS = [Path(str(module.__file__)) for module in (asgi, pages, web, worker)]
VARIABLE = re.compile(r"(?m)^(# )?([A-Z][A-Z0-9_]*)=(.*)$")
OF_THE_PROXY = {"HTTP_PORT", "HTTPS_PORT", "WEB_HOST", "WEB_PORT", "LIVE_HOST", "LIVE_PORT"}
"""What only the proxy reads, for those who run it somewhere else."""

OURS = ("web", "live", "worker", "scheduler", "tables", "bucket")


def told() -> dict[str, str]:
    """The variables of .env.example, and what is shown behind each."""
    return {found[2]: found[3] for found in VARIABLE.finditer(EXAMPLE)}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The variables that config/settings.py reads, with all that makes it read more, and their defaults."""
    seen: dict[str, Any] = {}

    get_value = Variables.get_value

    def listening(self: Variables, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, **more: Any) -> Any:
        seen[var] = default
        return get_value(self, var, cast=cast, default=default, **more)

    monkeypatch.setattr(Variables, "get_value", listening)
    for name in list(told()):
        monkeypatch.delenv(name, raising=False)
    given = {
        "DATABASE_URL": "postgres://db/x",
        "REDIS_URL": "redis://v/0",
        "S3_BUCKET": "b",
        "BACKUP_TO": "s3://b/x",
        "SECRET_KEY": "x" * 60,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PUBLIC_URL", "https://forum.example.org")
    monkeypatch.setenv("TALKOOT_HOME", str(ROOT / "var" / "test"))
    runpy.run_path(str(ROOT / "config" / "settings.py"))
    return seen


def of_servers() -> set[str]:
    """The variables that the servers and the worker read besides the settings."""
    found = {name for file in SERVERS for name in re.findall(r'os\.environ\.get\("([A-Z_]+)"', file.read_text())}
    return found | {f"WORKER_{name.upper()}" for name in THREADS}


def of_compose() -> set[str]:
    return set(re.findall(r"\$\{([A-Z0-9_]+)", COMPOSE)) | {"COMPOSE_PROFILES"}


def test_every_variable_that_is_read_stands_in_the_example(read: dict[str, Any]) -> None:
    assert sorted({*read, *of_servers(), *of_compose()} - told().keys()) == []


def test_every_variable_in_the_example_is_read_by_something(read: dict[str, Any]) -> None:
    assert sorted(told().keys() - {*read, *of_servers(), *of_compose()}) == []


def test_what_the_proxy_reads_is_given_to_it_or_told() -> None:
    proxy = yaml.safe_load(COMPOSE)["services"]["proxy"]["environment"]
    assert set(re.findall(r"\{\$([A-Z_]+)", CADDYFILE)) - set(proxy) == OF_THE_PROXY


def test_defaults_in_the_example_are_those_of_the_code(read: dict[str, Any]) -> None:
    wrong = {}
    for commented, name, shown in VARIABLE.findall(EXAMPLE):
        default = read.get(name)
        if isinstance(default, list):
            default = ",".join(map(str, default))
        if commented and shown and isinstance(default, str | int):
            plain = str(default).lower() if isinstance(default, bool) else str(default)
            if shown != plain:
                wrong[name] = (shown, plain)
    assert wrong == {}
    assert {name: told()[f"WORKER_{name.upper()}"] for name in THREADS} == {
        n: str(count) for n, count in THREADS.items()
    }


def test_each_variable_has_a_sentence_of_its_own() -> None:
    lines = EXAMPLE.splitlines()
    for number, line in enumerate(lines):
        if VARIABLE.match(line):
            above = lines[number - 1]
            assert re.fullmatch(r"# [A-Z].+[^.]\.", above), line
            assert not re.search(r"[a-z]\. [A-Z]", above), f"more than one sentence: {line}"
            assert number < 2 or lines[number - 2] == "", line


def test_nothing_secret_stands_in_what_is_committed() -> None:
    secret = [name for name in told() if re.search("SECRET|PASSWORD|TOKEN|ACCESS_KEY", name)]
    assert {name: told()[name] for name in secret} == dict.fromkeys(secret, "")
    assert "/.env" in (ROOT / ".gitignore").read_text().split()
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored and not [line for line in ignored if line.startswith("!.")]


def test_our_containers_may_do_nothing_but_their_work() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    for name in OURS:
        part = services[name]
        assert (part["read_only"], part["cap_drop"], part["init"]) == (True, ["ALL"], True), name
        assert "no-new-privileges:true" in part["security_opt"], name
        assert part["healthcheck"], name
    published = {name for name, part in services.items() if part.get("ports")}
    assert published == {"proxy", "mail"}
    assert all(port.startswith("127.0.0.1:") for port in services["mail"]["ports"])


def test_every_image_is_named_with_a_version() -> None:
    named = [part["image"] for part in yaml.safe_load(COMPOSE)["services"].values()]
    named += re.findall(r"(?m)^FROM (\S+)", (ROOT / "Dockerfile").read_text())
    foreign = {name for name in named if not name.startswith("talkoot:")}
    assert not [name for name in foreign if not re.search(r":\D*\d+\.\d+(\.\d+)?[\w.-]*$", name)]


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    last = (ROOT / "Dockerfile").read_text().rsplit("\nFROM ", 1)[1]
    assert re.search(r"(?m)^USER 10001:10001$", last)
    assert "\nHEALTHCHECK " in last
    assert not re.search(r"(?mi)^(ENV|ARG) .*(SECRET|PASSWORD|TOKEN)", (ROOT / "Dockerfile").read_text())


def test_the_proxy_alone_is_believed() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    address = services["proxy"]["networks"]["front"]["ipv4_address"]
    assert all(f":-{address}}}" in services[name]["environment"]["FORWARDED_ALLOW_IPS"] for name in ("web", "live"))
