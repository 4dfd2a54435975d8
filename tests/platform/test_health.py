"""What machines that watch are told."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from config import health
from config.lib import live

pytestmark = pytest.mark.django_db


def test_healthz_asks_neither_the_database_nor_valkey(client: Client) -> None:
    with connection.execute_wrapper(_refuse):
        assert client.get("/healthz").content == b"ok\n"


def test_readyz_names_everything_it_looked_at(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "degraded": False,
        "checks": {"database": True, "valkey": True, "migrations": True, "relay_lag_seconds": 0.0},
    }


def test_without_valkey_it_is_ready_but_degraded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_voice", _DeafVoice())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["degraded"]) == (200, True)
    assert answer.json()["checks"]["valkey"] is False


def test_with_a_migration_missing_it_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'members'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["migrations"]) == (503, False)


def test_answers_are_never_kept(client: Client) -> None:
    assert client.get("/readyz")["Cache-Control"] == client.get("/healthz")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer ", "for-the-watch2", "Bearer ä"])
def test_metrics_are_for_nobody_without_the_token(client: Client, settings: Settings, header: str | None) -> None:
    settings.METRICS_TOKEN = "for-the-watch"
    answer = client.get("/metrics", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert b"talkoot_" not in answer.content


def test_without_a_token_set_there_are_no_metrics_at_all(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_tell_what_is_owed(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "for-the-watch"
    text = client.get("/metrics", headers={"Authorization": "Bearer for-the-watch"}).content.decode()
    for line in ("talkoot_database_up 1.0", "talkoot_relay_lag_seconds 0.0", "talkoot_receipts_dead 0.0"):
        assert line in text


class _DeafVoice:
    def answers(self) -> bool:
        return False


def _refuse(*_: object) -> None:
    pytest.fail("The database was asked.")
