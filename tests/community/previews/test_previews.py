"""Link previews: asked once, shown as a card, taken off again; and what pages that mean harm come to."""

import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.composing.submitting import submit_edit, submit_reply
from community.posts.models import Post
from community.previews.asking import ask_due, forget, write_owed
from community.previews.models import Preview, PreviewRule, PreviewUse
from community.previews.understanding import understand
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.mail_html import for_mail
from config.lib.outgoing import Answer
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_thread, join
from tests.peers import CASES, Site, hostile, open_to_it, site, tool

__all__ = ["hostile", "open_to_it", "site", "tool"]

SignIn = Callable[[object], Client]
HOSTS = ["127.0.0.1", "127.0.0.2"]
GOOD = (
    '<html><head><meta property="og:title" content="How we share a rota"><meta property="og:site_name" content="x">'
    '<meta name="description" content="Six clubs &amp; what they do."><meta property="og:image" content="/p.png">'
    "<title>Rota</title></head><body>"
)

pytestmark = [pytest.mark.allow_hosts(HOSTS), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _picture(side: int = 200) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), (20, 90, 120)).save(out, "PNG")
    return out.getvalue()


def _reply(thread: Thread, by: Member, source: str) -> Post:
    key = uuid.uuid4().hex
    return submit_reply(thread, by=by, source=f"{source}\n\n{key}", key=key)


def _again(post: Post) -> Post:
    return Post.objects.select_related("thread__space").get(pk=post.pk)


def test_a_link_alone_gets_a_card_with_a_picture_of_our_own(thread: Thread, ben: Member, site: Site) -> None:
    site.file("/p.png", "image/png", _picture())
    address = site.page("/rota", GOOD)
    post = _reply(thread, ben, f"Read this:\n\n{address}")
    assert "linkcard" not in post.html and address in post.html
    assert ask_due(5) == 1
    html = _again(post).html
    assert "<strong>How we share a rota</strong>" in html and "Six clubs &amp; what they do." in html
    assert '<span class="linkcard-site">127.0.0.2</span>' in html
    preview = Preview.objects.get()
    assert (
        f'<img src="{preview.uses.get().picture_url}" alt=""' in html
        and site.root not in html.split("<img")[1].split(">")[0]
    )
    assert default_storage.open(preview.path).read(4) == b"RIFF"
    assert Activity.objects.filter(verb="post.rendered_anew", subject_id=post.pk).count() == 1
    assert ask_due(1) == 0 and write_owed() == 0 and site.asked == ["/rota", "/p.png"]


def test_an_address_is_asked_once_for_all_posts_and_again_after_a_week(thread: Thread, ben: Member, site: Site) -> None:
    address = site.page("/rota", "<title>Once</title>")
    first, second = (_reply(thread, ben, address) for _ in range(2))
    assert ask_due(5) == 1 and "Once" in _again(first).html and "Once" in _again(second).html
    third = _reply(thread, ben, address)
    assert "linkcard" not in third.html, "That it was known before is not told at once."
    assert ask_due(5) == 0 and write_owed() == 1 and "Once" in _again(third).html
    Preview.objects.update(fetched_at=timezone.now() - timedelta(days=8))
    site.page("/rota", "<title>Twice</title>")
    _reply(thread, ben, address)
    assert ask_due(5) == 1 and site.asked == ["/rota"] * 2
    assert "Twice" in _again(first).html and "Once" not in _again(third).html


def test_what_failed_is_tried_three_times_and_then_left_alone_for_a_day(
    thread: Thread, ben: Member, site: Site
) -> None:
    address = site.page("/down", "", status=503)
    post = _reply(thread, ben, address)
    for tries in (1, 2, 3):
        assert ask_due(5) == 1 and ask_due(1) == 0 and len(site.asked) == tries
        Preview.objects.exclude(due_at=None).update(due_at=timezone.now())
    preview = Preview.objects.get()
    assert preview.failed_at and preview.due_at is None and "503" in preview.last_error
    _reply(thread, ben, address)
    assert ask_due(1) == 0 and "linkcard" not in _again(post).html
    Preview.objects.update(failed_at=timezone.now() - timedelta(days=2))
    site.page("/down", "<title>Up again</title>")
    _reply(thread, ben, address)
    assert ask_due(5) == 1 and "Up again" in _again(post).html
    gone = _reply(thread, ben, site.root + "/gone")
    assert ask_due(5) == 1 and ask_due(1) == 0 and "linkcard" not in _again(gone).html


def test_a_worker_that_dies_while_asking_loses_nothing(thread: Thread, ben: Member, site: Site) -> None:
    _reply(thread, ben, site.page("/rota", "<title>Found</title>"))
    assert Preview.objects.claim() is not None
    assert Preview.objects.claim() is None, "Somebody is asking."
    Preview.objects.update(due_at=timezone.now())
    assert ask_due(5) == 1 and Preview.objects.get().title == "Found"


def test_a_post_that_is_being_written_while_the_answer_comes_gets_its_card(
    thread: Thread, ben: Member, site: Site
) -> None:
    post = _reply(thread, ben, site.page("/rota", "<title>Found</title>"))
    PreviewUse.objects.update(owed_at=None)
    assert ask_due(5) == 1
    submit_edit(_again(post), by=ben, source=f"Now\n\n{site.root}/rota\n\n{site.root}/other", version=post.version)
    assert "linkcard" in _again(post).html and PreviewUse.objects.count() == 2
    submit_edit(_again(post), by=ben, source="No link any more", version=_again(post).version)
    assert not PreviewUse.objects.exists()


def test_what_no_post_shows_any_more_is_forgotten_after_a_month(thread: Thread, ben: Member, site: Site) -> None:
    site.file("/p.png", "image/png", _picture())
    post = _reply(thread, ben, site.page("/rota", GOOD))
    ask_due(5)
    path = Preview.objects.get().path
    Preview.objects.update(fetched_at=timezone.now() - timedelta(days=31))
    assert forget() == 0 and default_storage.exists(path)
    submit_edit(_again(post), by=ben, source="No link any more", version=post.version)
    assert forget() == 1 and not Preview.objects.exists() and not default_storage.exists(path)


def test_only_who_may_edit_the_post_takes_its_cards_off(
    thread: Thread, ben: Member, nia: Member, mo: Member, client: Client, as_: SignIn, site: Site
) -> None:
    post = _reply(thread, ben, site.page("/rota", "<title>Found</title>"))
    ask_due(5)
    path = f"/p/{post.pk}/previews/remove/"
    assert client.post(path).status_code == 302 and as_(nia).post(path).status_code == 403
    assert as_(ben).get(path).status_code == 405 and "linkcard" in _again(post).html
    assert as_(ben).post(path).status_code == 302 and "linkcard" not in _again(post).html
    _again(post).thread.space.save()
    assert write_owed() == 0
    as_(mo).post(f"/p/{post.pk}/previews/restore/")
    assert "linkcard" in _again(post).html
    verbs = Activity.objects.filter(verb__startswith="previews.").order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [("previews.removed", ben.pk), ("previews.restored", mo.pk)]


def test_the_picture_is_seen_by_those_who_see_a_post_with_the_card(
    private_space: Space, ben: Member, nia: Member, client: Client, as_: SignIn, site: Site
) -> None:
    site.file("/p.png", "image/png", _picture())
    post = _reply(a_thread(private_space, by=ben), ben, site.page("/rota", GOOD))
    ask_due(5)
    path = PreviewUse.objects.get().picture_url
    assert client.get(path).status_code == as_(nia).get(path).status_code == 404
    answer = as_(ben).get(path)
    assert answer.status_code == 200 and answer["Cache-Control"].startswith("private")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert private_space.group
    join(private_space.group, nia)
    assert as_(nia).get(path).status_code == 200
    post.delete_softly(by=ben)
    assert as_(nia).get(path).status_code == 404


def test_the_picture_of_a_card_does_not_tell_that_others_linked_the_page_before(
    thread: Thread, private_space: Space, ben: Member, nia: Member, as_: SignIn, site: Site
) -> None:
    site.file("/p.png", "image/png", _picture())
    address, inside = site.page("/rota", GOOD), a_thread(private_space, by=ben)
    _reply(inside, ben, address)
    ask_due(5)
    other = _reply(thread, nia, site.page("/other", GOOD))
    mine = _reply(thread, nia, address)
    ask_due(5)
    theirs, known, latest = PreviewUse.objects.order_by("pk")
    assert (known.post, latest.post) == (other, mine) and latest.picture_url in _again(mine).html
    secret = latest.preview.picture
    assert as_(nia).get(f"/media/l/{latest.pk}/{secret}.webp").status_code == 200
    for number in (theirs.pk, known.pk, latest.preview_id if latest.preview_id != latest.pk else 0):
        assert as_(nia).get(f"/media/l/{number}/{secret}.webp").status_code == 404


def test_the_owner_says_where_addresses_are_asked(
    thread: Thread, private_space: Space, ben: Member, mia: Member, olli: Member, as_: SignIn, site: Site
) -> None:
    path = "/manage/settings/previews/rule/"
    assert as_(mia).post(path, {"reach": "nowhere"}).status_code in (403, 404) and not PreviewRule.objects.exists()
    assert as_(olli).post(path, {"reach": "sometimes"}).status_code == 422
    assert as_(olli).post(path, {"reach": "not_private"}).status_code == 302
    assert as_(olli).get("/manage/settings/previews/").status_code == 200
    address = site.page("/rota", "<title>Found</title>")
    _reply(a_thread(private_space, by=ben), ben, address)
    assert not Preview.objects.exists()
    post = _reply(thread, ben, address)
    assert ask_due(5) == 1 and "linkcard" in _again(post).html
    as_(olli).post(path, {"reach": "nowhere"})
    assert write_owed() == 1 and "linkcard" not in _again(post).html
    _reply(thread, ben, site.root + "/more")
    assert Preview.objects.count() == 1


def _understood(html: str, url: str = "https://www.example.com/a", charset: str = "utf-8") -> Any:
    return understand(Answer(url, "text/html", charset, html.encode()))


def test_pages_say_what_they_are_in_several_ways() -> None:
    assert _understood('<meta name="twitter:title" content="T"><title>t</title>').title == "T"
    assert _understood("<title> Plain\n title </title>").title == "Plain title"
    assert _understood("<p>nothing") is None and _understood("") is None
    assert _understood("<title>x</title>").site == "example.com"
    assert _understood("<title>user\u202egnp.exe</title>").title == "usergnp.exe"
    assert len(_understood(f"<title>{'a' * 100_000}</title>").title) == 160
    for address in ("javascript:alert(1)", "data:image/svg+xml,x", "//[", "file:///etc/passwd"):
        assert not _understood(f'<title>x</title><meta property="og:image" content="{escape(address)}">').picture
    latin = understand(Answer("https://example.com/", "text/html", "iso-8859-1", "<title>ä</title>".encode("latin-1")))
    assert latin is not None and latin.title == "ä"
    utf7 = _understood("<title>+ADw-script+AD4-</title>", charset="utf-7")
    assert utf7.title == "+ADw-script+AD4-"


def test_pages_made_to_be_slow_are_read_in_time() -> None:
    half = 256 * 1024
    for piece in (
        "<div>",
        "<!--",
        "<!a",
        "<a ",
        "<title>",
        '<meta content="',
        "</",
        "<![CDATA[",
        "&#1",
        "<script>",
        "<?",
    ):
        begun = timezone.now()
        _understood(piece * (half // len(piece)))
        assert timezone.now() - begun < timedelta(seconds=2), piece


@pytest.mark.skipif(not CASES.exists(), reason="the cases from outside are not on this machine")
@pytest.mark.usefixtures("open_to_it")
def test_no_page_of_the_hostile_host_comes_through_as_more_than_words(
    thread: Thread, ben: Member, hostile: int, tool: Any
) -> None:
    paths = [path for path in tool.HTML if path != "/html-nested"] + ["/redirect", "/charset-utf7", "/gzip-bomb"]
    posts = [_reply(thread, ben, f"http://127.0.0.2:{hostile}{path}") for path in paths]
    assert ask_due(30) == len(paths)
    for post in posts:
        html = _again(post).html
        tags = " ".join(re.findall("<[^>]*>", html))
        assert not re.search(r"<script|javascript:|data:|\bon\w+=", tags) and not re.search("bank\\.|\u202e", html)
    assert not tool.HIT


def test_a_mail_shows_the_words_of_a_card_and_loads_nothing() -> None:
    picture = '<img src="/media/l/1/x.webp" alt="">'
    card = f'<p><a href="https://example.com/" class="linkcard">{picture}<strong>Rota</strong></a></p>'
    assert for_mail(card, "https://us.club") == '<p><a href="https://example.com/"><strong>Rota</strong></a></p>'
