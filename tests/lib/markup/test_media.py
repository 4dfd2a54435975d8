"""Cards of addresses that stand alone, files, and pictures in a row."""

import pytest

from config.lib.markup import sanitise

CARD = "https://example.com/card"


def test_an_address_alone_becomes_a_card_where_something_is_known_of_it(write, village):
    got = write(f"Look:\n\n{CARD}\n\nhttps://example.com/unknown")
    assert got.html == (
        "<p>Look:</p>\n"
        f'<p><a href="{CARD}" rel="nofollow ugc noopener" class="linkcard">'
        '<img src="/media/l/1/x.webp" alt="" loading="lazy" decoding="async">'
        "<strong>A &lt;b&gt;page&lt;/b&gt;</strong> "
        '<span class="linkcard-words">About &amp; so on</span> <span class="linkcard-site">example.com</span></a></p>\n'
        '<p><a href="https://example.com/unknown" rel="nofollow ugc noopener">https://example.com/unknown</a></p>\n'
    )
    assert got.links == (CARD, "https://example.com/unknown")
    assert got.text == f"Look:\n{CARD}\nhttps://example.com/unknown"
    assert village.prepared[0].previews == (CARD, "https://example.com/unknown")
    assert sanitise(got.html) == got.html


@pytest.mark.parametrize(
    "source",
    [
        f"See {CARD}", f"<{CARD}>", f"[{CARD}]({CARD})", f"> {CARD}", f"- {CARD}", f"{CARD} {CARD}", f"**{CARD}**",
        "https://talk.example.org/card", f"# {CARD}", "card@example.com",
    ],
)  # fmt: skip
def test_no_other_address_asks_for_a_card(write, village, source):
    assert "linkcard" not in write(source).html
    assert not [wanted for wanted in village.prepared if wanted.previews]


def test_a_post_gets_five_cards_at_most(write):
    assert write("\n\n".join(f"{CARD}{n}" for n in range(9))).html.count("linkcard-site") == 5


def test_a_file_says_its_kind_and_size(write):
    got = write("Here is [the **plan**](/media/u/5/abc.pdf), and [a picture](/media/u/6/abc.webp).")
    assert (
        '<a href="/media/u/5/abc.pdf" class="attachment">the <strong>plan</strong>'
        ' <span class="attachment-facts">PDF, 12 KB</span></a>'
    ) in got.html
    assert '<a href="/media/u/6/abc.webp">a picture</a>' in got.html


def test_pictures_in_a_row_are_one_gallery_each_with_its_words(write):
    one, two, three = (f"![{word}](/media/u/{n}/x.webp)" for n, word in enumerate(["One", "Two", ""], 1))
    got = write(f"Before\n\n{one}\n{two}\n\n{three}\n\nAfter").html
    assert '<div class="gallery" role="group" aria-label="3 pictures"><img' in got
    assert got.count("<p>") == 2 and got.count("</div>") == 1 and 'alt="Two"' in got and sanitise(got) == got
    assert write(one).html.startswith('<p class="pictures"><img')
    assert "gallery" not in write(f"{one}\n\nwords\n\n{two}").html
    assert "gallery" not in write(f"- {one}\n- {two}").html
    assert 'aria-label="2 pictures"' in write(f"- {one} {two}\n- words").html
