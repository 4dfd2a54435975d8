"""Whether an address has an account is not to be learnt from how long an answer takes.

Sign-in, code, reset and joining are asked for known and unknown addresses in turn, and the processor's time is taken,
which does not depend on what else runs. The medians may differ by a quarter at most; leaving out one password hash
would be far more. Who differs by less than a tenth after some rounds is not asked further.
"""

import time
from collections.abc import Callable
from statistics import median

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core.cache import cache
from django.test import Client

from config.lib import limits
from members.profiles.models import Member
from tests.factories import a_member

ROUNDS, ENOUGH = 15, 5
NOISE, CALM = 1.25, 1.1
PASSWORD = "a-long-enough-word"
pytestmark = pytest.mark.django_db
FORMS: dict[str, Callable[[str], tuple[str, dict[str, str]]]] = {
    "sign-in": lambda email: ("/signin/", {"login": email, "password": "not this one"}),
    "code": lambda email: ("/signin/code/", {"email": email}),
    "reset": lambda email: ("/reset/", {"email": email}),
    "join": lambda email: (
        "/join/",
        {"name": "Ana Ferreira", "email": email, "password1": PASSWORD, "guidelines": "on"},
    ),
}


@pytest.fixture
def real_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a password costs in the product; other tests pay less."""
    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
    for name, real in (("time_cost", 2), ("memory_cost", 102400), ("parallelism", 8)):
        monkeypatch.setattr(Argon2PasswordHasher, name, real)


@pytest.mark.usefixtures("real_hash")
@pytest.mark.parametrize("form", FORMS)
def test_known_and_unknown_addresses_take_the_same_time(form: str) -> None:
    known = [a_member(f"Known {n}", email=f"known{n}@example.org").email for n in range(ROUNDS)]
    Member.objects.filter(email__in=known).update(password=make_password(PASSWORD))
    unknown = [f"unknown{n}@example.org" for n in range(ROUNDS)]
    took: dict[bool, list[float]] = {True: [], False: []}
    Client().post(*FORMS[form]("first@example.org"))  # what the first answer of a process loads
    for pair in zip(known, unknown, strict=True):
        for email in pair if len(took[True]) % 2 else reversed(pair):
            for key in limits._valkey().scan_iter(f"{limits.PREFIX}*"):
                limits._valkey().delete(key)
            client = Client()
            began = time.process_time()
            answer = client.post(*FORMS[form](email))
            took[email in known].append(time.process_time() - began)
            assert answer.status_code in (302, 422)
        ratio = median(took[True]) / median(took[False])
        if len(took[True]) >= ENOUGH and 1 / CALM < ratio < CALM:
            break
    assert 1 / NOISE < ratio < NOISE, f"{ratio:.2f}, known {median(took[True]) * 1000:.1f} ms"
    cache.clear()
