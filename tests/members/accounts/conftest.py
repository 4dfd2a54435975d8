"""Ways through the doors."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpResponse
    from pytest_django import Settings

PASSWORD = "a-long-enough-word"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: "Settings") -> None:
    """These tests are not about how slow a hash is."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def code_sent(letters: "Callable[[], list[EmailMultiAlternatives]]") -> "Callable[[], str]":
    """The code in the last letter."""

    def read() -> str:
        last = str(letters()[-1].body)
        found = re.search(r"^    ([A-Z0-9-]{4,})$", last, re.MULTILINE)
        assert found, last
        return found[1]

    return read


@pytest.fixture
def join() -> "Callable[..., HttpResponse]":
    """Send the join form; every field can be replaced."""

    def send(client: Client, **other: str) -> "HttpResponse":
        form = {"name": "Ana Ferreira", "email": "ana@example.org", "password1": PASSWORD, "guidelines": "on"}
        return client.post("/join/", {**form, **other})  # type: ignore[return-value]

    return send
