"""What a passkey never answers is refused by the pages that take passkeys."""

import pytest
from django.test import Client

from members.profiles.models import Member

ODD = [
    "9" * 5000, "[" * 20_000, "x" * 60_000, "{", "[]", "1", "null", '"x"', "{}", '{"response": 5}',
    '{"id": [], "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "\\ud800"}}',
    ('{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA",'
    '"signature":"AA","userHandle":"AA"}}'),
    ('{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AA",'
    '"signature":"AA","userHandle":"MQ"}}'),
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}',
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ODD, ids=range(len(ODD)))
def test_an_odd_answer_at_the_door_is_a_sentence(answer: str) -> None:
    assert Client().post("/signin/passkey/", {"credential": answer}).status_code in (302, 400, 403, 422)


def test_an_odd_answer_inside_is_a_sentence(ben: Member) -> None:
    client = Client()
    client.force_login(ben)
    for answer in ODD:
        for path in ("/settings/security/passkeys/add/", "/settings/security/confirm/passkey/"):
            assert client.post(path, {"credential": answer, "name": "A key"}).status_code in (302, 400, 403, 422), (
                answer
            )
