"""What may not be seen answers exactly like what does not exist: status, headers, body."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import NoReverseMatch, reverse

from tests.house.source import Address, addresses
from tests.visibility.cases import above
from tests.visibility.speakers import NOBODY
from tests.visibility.village import Village
from tests.visibility.walking import ARGUMENTS, FRAGMENT, OUTSIDE, Answer, ask

pytestmark = [pytest.mark.walks, pytest.mark.django_db]

_OWN_TO_A_REQUEST = re.compile(r"(?im)^(?:x-request-id|content-length|set-cookie|server-timing|etag|expires):.*$")
_TOKEN = re.compile(
    r"""(?:name="csrfmiddlewaretoken" value=)"[^"]*"|"X-CSRFToken": "[^"]*"|"""
    r"""\b[0-9A-F]{8}\b|[0-9a-f]{32}|urn:uuid:[0-9a-f-]*"""
)


def unseen(village: Village) -> dict[str, tuple[Any, Any]]:
    """For each argument that names something hidden: its value, and one that nothing has."""
    first = village.private.posts.get(number=1)
    return {
        "thread_id": (village.private.pk, NOBODY),
        "post_id": (first.pk, NOBODY),
        "space_slug": (village.space.slug, "nothing-here"),
        "room_id": (village.rooms[1].pk, NOBODY),
        "saved_id": (village.saved.pk, NOBODY),
        "guide_slug": (village.guides[1].address, "nothing-here-at-all"),
        "space_id": (village.space.pk, NOBODY),
        "use_id": (village.preview.uses.get().pk, NOBODY),
        "upload_id": (village.upload.pk, NOBODY),
        "tag": ("zqprivtag", "zqnothing"),
        "pk": (village.private.posts.get(number=2).pk, NOBODY),
        **{name: (number, NOBODY) for name, number in above(village).items()},
    }


def pairs(village: Village, address: Address) -> Iterator[tuple[str, str]]:
    """The path to something hidden, and the same path to nothing."""
    hidden = unseen(village)
    named = [name for name in address.arguments if name in hidden]
    if not named or not address.name:
        return
    other = {
        "kind": "post",
        "slug": village.private.slug,
        "name": f"{village.upload.secret}.{village.upload.extension}",
    }
    rest = {n: other.get(n) or ARGUMENTS[n](village)[0] for n in address.arguments if n not in hidden}
    try:
        yield (
            reverse(address.name, kwargs=rest | {name: hidden[name][0] for name in named}),
            reverse(address.name, kwargs=rest | {name: hidden[name][1] for name in named}),
        )
    except NoReverseMatch:
        return


def plain(answer: Answer) -> tuple[int, str]:
    """An answer without what differs from one request to the next and without what was asked for."""
    text = unescape(_OWN_TO_A_REQUEST.sub("", answer.headers) + answer.content.decode("utf-8", "replace"))
    for form in (answer.path, quote(answer.path), quote(answer.path, safe="")):
        text = text.replace(form, "·")
    for word in re.findall(r"[^/.\W\d][\w-]{3,}", answer.path):
        text = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", "·", text)
    for number in re.findall(r"\d{7,}", answer.path):
        text = text.replace(number, "·")
    return answer.status, _TOKEN.sub("", text)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", OUTSIDE)
def test_hidden_answers_like_missing(village: Village, role: str, method: str) -> None:
    client = village.clients[role]
    differing = []
    for address in addresses():
        for there, nowhere in pairs(village, address):
            for headers in ({}, FRAGMENT) if method == "get" else ({},):
                one, other = (ask(client, path, method=method, **headers) for path in (there, nowhere))
                if plain(one) != plain(other):
                    differing.append(f"{address}: {one.status} and {other.status}")
    assert not sorted(set(differing))


def test_a_group_says_nothing_to_those_who_do_not_manage_it(village: Village) -> None:
    for role in OUTSIDE:
        one, other = (
            ask(village.clients[role], reverse("group", args=[s])) for s in (village.group.slug, "nothing-here")
        )
        assert plain(one) == plain(other)
