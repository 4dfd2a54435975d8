"""Pictures in posts lead to their file, so that they can be seen in full size without a script."""

from collections.abc import Callable

from django.test import Client

from community.posts.pictures import linked
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_post

As = Callable[..., Client]
IMAGE = '<img src="/media/a/b.webp" alt="{}" loading="lazy" decoding="async">'


def test_html_without_pictures_stays_as_it_is() -> None:
    html = "<p>One &lt; two</p>\n"
    assert linked(html, {}) is html


def test_a_picture_in_a_link_or_a_summary_is_pressed_for_something_else() -> None:
    image = IMAGE.format("x")
    html = f'<p><a href="/t/1/here/">{image}</a></p>\n<details><summary>{image}</summary></details>'
    assert linked(html, {}) == html


def test_every_other_picture_gets_a_link_to_its_file() -> None:
    html = f'<p class="pictures">{IMAGE.format("A &quot;cat&quot;")}{IMAGE.format("")}</p>\n<p>é &amp; so on</p>\n'
    link = '<a class="picture" href="/media/a/b.webp"'
    assert linked(html, {}) == (
        f'<p class="pictures">{link}>{IMAGE.format("A &quot;cat&quot;")}</a>'
        f'{link} aria-label="Picture">{IMAGE.format("")}</a></p>\n<p>é &amp; so on</p>\n'
    )


def test_a_picture_that_was_uploaded_here_keeps_its_place_free() -> None:
    html = f'<p><a href="/t/1/x/">{IMAGE}</a> {IMAGE}</p>'.replace("/a/b", "/u/7/s").format("x", "y")
    sized = linked(html, {7: (1200, 700), 8: (1, 1)})
    assert sized.count('decoding="async" width="1200" height="700">') == 2
    assert "width" not in linked(html, {8: (1, 1)})


def test_they_do_on_the_page_of_a_thread(as_: As, thread: Thread, ben: Member, nia: Member) -> None:
    a_post(thread, by=ben, source="Look:\n\n![Our rota](/media/uploads/abc.webp)")
    page = as_(nia).get(f"{thread.get_absolute_url()}?page=1").text
    assert '<a class="picture" href="/media/uploads/abc.webp"><img src="/media/uploads/abc.webp" alt="Our rota"' in page
