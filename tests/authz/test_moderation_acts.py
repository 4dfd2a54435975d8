"""Every act of moderation is in the table of acts; who of the team is silenced or suspended does none of them."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, resolve, reverse
from django.utils import timezone

import tests.authz.direct_acts
import tests.authz.policy_acts
import tests.authz.report_acts
import tests.authz.review_acts
import tests.authz.rota_acts  # noqa: F401 - registers acts
from members.profiles.models import Member
from moderation.urls import urlpatterns
from tests.authz.acts import ACTS
from tests.authz.test_actions import client_of, send, undone
from tests.visibility.village import Village

pytestmark = [pytest.mark.walks, pytest.mark.django_db]

WRITES_NOTHING = {"case_draft", "policies_preview"}
"""What is sent by POST because it is long."""
OWN = ("report", "appeal_open", "appeal_write")
"""What somebody does who is silenced, too: about themself, and to get help."""
BY_LETTER = ("appeal_with_send", "escalation_acknowledge")
"""What whoever has the letter does."""


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def _names() -> set[str]:
    return {str(one.name) for one in _patterns(urlpatterns)}


def _filled(one: URLPattern) -> str:
    values = {"IntConverter": 1, "SlugConverter": "one", "StringConverter": "one"}
    known = one.pattern.converters
    return reverse(str(one.name), kwargs={key: values[type(kind).__name__] for key, kind in known.items()})


@pytest.fixture(scope="module")
def of_moderation(village: Village) -> dict[str, str]:
    """By act of moderation, the name of its address; whoever does it, it is the same."""
    found, names = {}, _names()
    for act, prepare in ACTS.items():
        with undone():
            name = resolve(urlsplit(prepare(village, "admin").path).path).url_name
        if name in names:
            found[act] = str(name)
    return found


def test_every_address_of_moderation_that_takes_a_form_is_among_the_acts(
    village: Village, of_moderation: dict[str, str]
) -> None:
    done, client, missing = set(of_moderation.values()), village.clients["admin"], []
    for one in _patterns(urlpatterns):
        if one.name not in done | WRITES_NOTHING and not (one.default_args and one.name in done):
            with undone():
                status = client.post(_filled(one)).status_code
            if status != 405:
                missing.append(f"{one.name}: {status}")
    assert not missing


@pytest.mark.parametrize("field", ["silenced_until", "suspended_until"])
@pytest.mark.parametrize("role", ["moderator", "community_manager", "admin"])
def test_whoever_of_the_team_is_silenced_or_suspended_decides_nothing(
    village: Village, of_moderation: dict[str, str], role: str, field: str
) -> None:
    still = {*OWN, *BY_LETTER, "guidelines_agree", "break_not_now"} if field == "silenced_until" else {*OWN, *BY_LETTER}
    wrong = []
    for act, name in of_moderation.items():
        with undone():
            attempt = ACTS[act](village, role)
            person = village.member(role)
            Member.objects.get_queryset().filter(pk=person.pk).update(**{field: timezone.now() + timedelta(days=3)})
            changed, status = send(attempt, client_of(village, role))
        if name not in still and (changed or status < 300 or status >= 500):
            wrong.append(f"{act}: {'changed' if changed else 'unchanged'}, {status}")
    assert not wrong


@pytest.mark.parametrize("kept", ["role", "is_active"])
def test_whoever_left_the_team_or_is_gone_decides_nothing(
    village: Village, of_moderation: dict[str, str], kept: str
) -> None:
    """The session is from before; what they were about to send is refused all the same."""
    fields = {"role": "member"} if kept == "role" else {"is_active": False}
    still = {*OWN, *BY_LETTER, "guidelines_agree"}
    wrong = []
    for act, name in of_moderation.items():
        with undone():
            attempt = ACTS[act](village, "moderator")
            Member.objects.get_queryset().filter(pk=village.member("moderator").pk).update(**fields)
            cache.clear()
            changed, status = send(attempt, client_of(village, "moderator"))
        if name not in still and (changed or status < 300 or status >= 500):
            wrong.append(f"{act}: {'changed' if changed else 'unchanged'}, {status}")
    assert not wrong


def test_what_is_sent_only_to_be_shown_writes_nothing(village: Village) -> None:
    from moderation.review.cases import Case
    from tests.authz.acts import other_post
    from tests.moderation.decided import a_case

    case = a_case(other_post(village.public))
    rows = lambda: list(Case.objects.order_by("pk").values())  # noqa: E731
    path, before, client = reverse("case_draft", args=[case.pk]), rows(), Client()
    client.force_login(village.member("moderator"))
    assert client.post(path, {"choice": "keep"}, headers={"HX-Request": "true"}).status_code == 200
    assert rows() == before
