"""Who may do what: a refused act changes no row, whichever way it is sent, and what is allowed is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache as cache_once
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

import tests.authz.ama_acts
import tests.authz.ambassador_acts
import tests.authz.calendar_acts
import tests.authz.challenge_acts
import tests.authz.contribution_acts
import tests.authz.digest_acts
import tests.authz.direct_acts
import tests.authz.event_acts
import tests.authz.experiment_acts
import tests.authz.group_acts
import tests.authz.health_acts
import tests.authz.icebreaker_acts
import tests.authz.invitation_acts
import tests.authz.journey_acts
import tests.authz.judging_acts
import tests.authz.mentor_acts
import tests.authz.message_acts
import tests.authz.newsletter_acts
import tests.authz.own_data_acts
import tests.authz.pilot_acts
import tests.authz.policy_acts
import tests.authz.poll_acts
import tests.authz.program_acts
import tests.authz.recognition_acts
import tests.authz.report_acts
import tests.authz.review_acts
import tests.authz.rota_acts
import tests.authz.segment_acts
import tests.authz.spotlight_acts
import tests.authz.survey_acts
import tests.authz.team_acts
import tests.authz.view_acts
import tests.authz.welcome_acts  # noqa: F401 - registers acts
from members.profiles.models import Member
from tests.authz.acts import ACTS, MORE, ONLY, Attempt
from tests.visibility.matrix import rows
from tests.visibility.village import Village

pytestmark = [pytest.mark.walks, pytest.mark.django_db]

ROLES = [
    "anonymous", "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager",
    "admin", "suspended", "silenced", "another_member",
]  # fmt: skip

DECIDED_OTHERWISE: dict[tuple[str, str], str] = {
    # The table says masked: a manager changes the name, look and spaces; roles and access are the owner's.
    ("change_site_settings", "community_manager"): "A",
    # By report only: handle_report_in_P.
    ("remove_others_in_P", "moderator"): "N",
    # Visitors report what is against the law, as the law asks for, on a form of their own.
    ("report_post", "anonymous"): "A",
    # Only the team decides reports; hosts close threads and remove posts of their space.
    ("handle_report_in_P", "space_host"): "N",
    # Managers are of a higher role than moderators, and decide about them as about others.
    ("suspend_moderator", "community_manager"): "A",
}
"""Cells read for this product, with their reason."""


CHANGES_MEMBERS = {"grant_role_equal_or_higher", "erase_own_account", "erase_other_account"}
"""What is meant to change somebody's role, or whether their account is open."""


def expected(act: str, role: str) -> str:
    """The letter of the table for one act and one role."""
    if act in ONLY:
        return "A" if role in ONLY[act] else "N"
    return DECIDED_OTHERWISE.get((act, role)) or _table()[act, role]


@cache_once
def _table() -> dict[tuple[str, str], str]:
    return {(row["action"], row["role"]): row["expected"] for row in rows("action_matrix.csv")}


def client_of(village: Village, role: str, **options: Any) -> Client:
    """A fresh client with this role's session and no limit used up."""
    client = Client(raise_request_exception=False, **options)
    client.cookies = SimpleCookie(village.clients[role].cookies)
    cache.clear()
    return client


def send(attempt: Attempt, client: Client, *, method: str = "post", **more: Any) -> tuple[bool, int]:
    """Send it; whether the row changed, and the status."""
    before = attempt.state()
    for value in attempt.data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    response = getattr(client, method)(attempt.path, attempt.data | more)
    return attempt.state() != before, response.status_code


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ranks() -> list[Any]:
    """What nobody may change by a field that was not offered."""
    return list(Member.objects.get_queryset().values_list("pk", "role", "is_active", "email").order_by("pk"))


@dataclass
class Tried:
    """What came of each act by one role: as it is meant, and in ways it is not."""

    role: str
    meant: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)

    def attempt(self, act: str, attempt: Attempt, village: Village) -> None:
        """By GET, without a token, as it is meant, with more fields; what is done is taken back in between."""
        letter = expected(act, self.role)
        by_get, _ = send(attempt, client_of(village, self.role), method="get")
        without_token, status = send(attempt, client_of(village, self.role, enforce_csrf_checks=True))
        if by_get or without_token or status not in {302, 403, 404, 405}:
            self.otherwise.append(f"{act} by GET: {by_get}, without token: {without_token}, {status}")
        with undone():
            changed, status = send(attempt, client_of(village, self.role))
        if changed != (letter in "AL") or status >= 500 or (letter not in "AL" and status < 300):
            self.meant.append(f"{act} is {letter}: {'changed' if changed else 'unchanged'}, {status}")
        before = ranks()
        more = {name: value for name, value in MORE.items() if name not in attempt.data}
        changed, status = send(attempt, client_of(village, self.role), **more)
        if status >= 500 or (changed and letter not in "AL"):
            self.otherwise.append(f"{act} with more fields: {status}")
        if act not in CHANGES_MEMBERS and ranks() != before:
            self.otherwise.append(f"{act} changed a member")


@pytest.fixture(scope="module", params=ROLES)
def tried(village: Village, request: pytest.FixtureRequest) -> Tried:
    """Every act by one of them, prepared once for all ways to send it."""
    tried = Tried(request.param)
    for act, prepare in ACTS.items():
        with undone():
            tried.attempt(act, prepare(village, tried.role), village)
    return tried


def test_what_is_refused_changes_nothing_and_what_is_allowed_is_done(tried: Tried) -> None:
    assert not tried.meant


def test_more_fields_and_other_ways_open_no_door(tried: Tried) -> None:
    assert not tried.otherwise
