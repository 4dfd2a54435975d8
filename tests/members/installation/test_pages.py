"""What the community tells about itself: who may change it, what it says by itself, that it stays harmless."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.activity.models import Activity
from members.installation.models import Installation
from members.profiles.models import Member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def now() -> Installation:
    """The row as pages read it after a commit."""
    cache.delete("installation")
    return Installation.objects.get_or_create(id=1)[0]


def test_the_team_below_the_owner_does_not_change_the_pages(as_: As, mia: Member, mo: Member, ben: Member) -> None:
    for viewer in (mia, mo, ben):
        for name, sent in (("about", {"about": "Mine", "contact": "me@example.org"}), ("privacy", {"privacy": "None"})):
            assert as_(viewer).post(reverse(f"settings_tell_{name}"), sent).status_code == 403
    assert (now().about, now().privacy, now().contact) == ("", "", "")
    assert "Edit" not in as_(mia).get(reverse("privacy")).content.decode()


def test_privacy_has_a_true_text_before_anybody_writes_one(as_: As, visitor: AnonymousUser) -> None:
    text = as_(visitor).get(reverse("privacy")).content.decode()
    for words in ("<code>sessionid</code>", "<code>csrftoken</code>", "30 days", "180 days", "How to leave"):
        assert words in text
    assert "mailto:" not in text


def test_the_cookies_that_are_set_are_those_that_are_named(as_: As, ben: Member) -> None:
    client = as_(ben)
    client.get(reverse("thread_new"))
    client.get(reverse("account_login"))
    text = Installation.current().privacy_text()
    assert {f"`{name}`" for name in client.cookies} <= {word.strip(",;") for word in text.split()}


def test_the_owners_words_take_the_place_and_a_script_in_them_stays_text(as_: As, olli: Member) -> None:
    client = as_(olli)
    said = "## Our server\n\nIt stands in **Tampere**. <script>alert(1)</script>"
    assert client.post(reverse("settings_tell_privacy"), {"privacy": said}).status_code == 302
    now()
    text = client.get(reverse("privacy")).content.decode()
    assert "<strong>Tampere</strong>" in text
    assert "<script>alert" not in text
    assert "sessionid" not in text
    assert Activity.objects.get(verb="installation.page_changed").facts == {"page": "privacy"}


def test_an_empty_text_and_the_unchanged_one_are_the_text_it_comes_with(as_: As, olli: Member) -> None:
    client = as_(olli)
    shipped = now().about_text()
    for sent in ("Something else", "", "Something else", shipped.replace("\n", "\r\n")):
        assert client.post(reverse("settings_tell_about"), {"about": sent}).status_code == 302
        assert now().about == ("" if sent != "Something else" else sent)


def test_the_address_for_strangers_stands_on_both_pages(as_: As, olli: Member, visitor: AnonymousUser) -> None:
    client = as_(olli)
    assert "the law asks for one" in client.get(reverse("settings_pages")).content.decode()
    assert client.post(reverse("settings_tell_about"), {"about": "", "contact": "hello@example.org"}).status_code == 302
    now()
    for name in ("about", "privacy"):
        assert 'href="mailto:hello@example.org"' in as_(visitor).get(reverse(name)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"about": "kept words", "contact": "nowhere"}, "Write an e-mail address like name@example.org."),
        ({"about": "kept words", "contact": "a\0b@example.org"}, "Null characters"),
        ({"about": "kept words" + "x" * 20_000}, "at most 20000 characters"),
    ],
)
def test_what_cannot_be_said_is_refused_and_kept(as_: As, olli: Member, sent: dict[str, str], sentence: str) -> None:
    answer = as_(olli).post(reverse("settings_tell_about"), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert now().about == ""


def test_visitors_find_the_pages_at_the_foot_and_members_in_their_menu(
    as_: As, ben: Member, visitor: AnonymousUser
) -> None:
    foot, menu = (as_(viewer).get("/people/").content.decode() for viewer in (visitor, ben))
    for name in ("about", "privacy", "guidelines"):
        assert f'href="{reverse(name)}"' in foot
        assert f'href="{reverse(name)}"' in menu
    assert ("page-foot" in foot, "page-foot" in menu) == (True, False)
    assert f'href="{reverse("privacy")}"' in as_(visitor).get(reverse("account_signup")).content.decode()
