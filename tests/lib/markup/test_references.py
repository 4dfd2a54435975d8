"""Mentions, tags, post numbers, emoji and links: what is found, what is left alone, and what it costs."""

import pytest

from config.lib.markup import NullResolver, QuoteSource, Wanted, render

ANNA = '<a href="/m/anna/" class="mention" title="Anna Volkova">@anna</a>'


def test_a_mention_links_to_the_member(write):
    rendered = write("Thanks, @Anna!")
    assert rendered.html == f"<p>Thanks, {ANNA}!</p>\n"
    assert rendered.mentions == ("anna",)
    assert rendered.text == "Thanks, Anna Volkova!"


@pytest.mark.parametrize(
    "source", ["(@anna)", "**@anna**", "@anna's", "@anna.", "“@anna”", "x: @anna,", "> @anna", "- @anna"]
)
def test_a_mention_may_stand_next_to_punctuation(source, write):
    assert ANNA in write(source).html


@pytest.mark.parametrize(
    "source",
    ["`@anna`", "```\n@anna\n```", "    @anna", "\\@anna", "me@anna", "x@anna.org", "[@anna](https://e.example/)",
     "https://e.example/@anna", "@anna@e.example", "@annaa", "@anna_x", "@@anna", "/@anna"],
)  # fmt: skip
def test_code_words_and_addresses_mention_nobody(source, write):
    rendered = write(source)
    assert 'class="mention"' not in rendered.html
    assert rendered.mentions == ()


def test_an_unknown_member_stays_as_typed(write):
    assert write("@nobody").html == "<p>@nobody</p>\n"


def test_a_name_cannot_bring_markup(write):
    assert 'title="Ben &lt;b&gt;"' in write("@ben").html


def test_who_is_named_in_a_quote_is_linked_but_not_called(write):
    rendered = write("> @anna said\n\n@ben")
    assert ANNA in rendered.html
    assert rendered.mentions == ("ben",)


def test_at_most_twenty_members_are_called(write, village):
    rendered = write(" ".join(f"@guest{number}" for number in range(30)))
    assert len(rendered.mentions) == len(village.prepared[0].handles) == 20
    assert "<p>" in rendered.html and "@guest29" in rendered.html and "/m/guest29/" not in rendered.html


def test_everything_is_looked_up_in_one_go(write, village):
    write(
        "@anna @ben @anna #12 #tea #Tea https://talk.example.org/t/12/x/5/ https://talk.example.org/p/9/"
        "\n\n> @anna in #3:\n> a"
    )
    assert village.prepared == [
        Wanted(("anna", "ben"), ((12, 5),), (9,), (12,), ("tea",), (QuoteSource("anna", number=3),))
    ]


def test_a_post_that_names_nothing_asks_for_nothing(write, village):
    write("Plain words.")
    assert village.prepared == []


def test_numbers_and_tags_link_where_they_lead_somewhere(write):
    rendered = write("#3 #99 #tea #Käsityö #unknown a#3 #3rd &#35;3 \\#3")
    assert '<a href="/t/1/here/3/" class="reference">#3</a> #99' in rendered.html
    assert '<a href="/tag/tea/" class="tag">#tea</a>' in rendered.html
    assert '<a href="/tag/käsityö/" class="tag">#Käsityö</a> #unknown a#3 #3rd #3 #3' in rendered.html
    assert rendered.tags == ("tea", "käsityö")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (":tada:", "🎉"),
        (":+1:", "👍"),
        (":TADA::tada:", "🎉🎉"),
        (":nope:", ":nope:"),
        ("10:30:45", "10:30:45"),
        (":no tada:", ":no tada:"),
    ],
)
def test_emoji_can_be_written_by_name(typed, shown, write):
    assert write(typed).html == f"<p>{shown}</p>\n"


def test_code_keeps_its_colons(write):
    assert write("`:tada:`").html == "<p><code>:tada:</code></p>\n"


def test_our_own_threads_and_posts_are_shown_with_their_title(write):
    rendered = write("https://talk.example.org/t/12/any-slug/5/ and <http://TALK.example.org/p/9/>")
    assert '<a href="/t/12/rota/" class="reference">Rota &amp; tea</a>' in rendered.html
    assert '<a href="/t/12/rota/5/" class="reference">Rota &amp; tea, reply 5</a>' in rendered.html
    assert rendered.text == "Rota & tea and Rota & tea, reply 5"
    assert rendered.links == ()


def test_a_thread_without_a_title_is_shown_by_its_number(write):
    assert 'class="reference">#5</a>' in write("https://talk.example.org/t/13/x/5/").html


def test_a_thread_that_readers_may_not_see_stays_an_address(write):
    html = write("https://talk.example.org/t/14/typed-by-hand/").html
    assert html == '<p><a href="/t/14/typed-by-hand/">https://talk.example.org/t/14/typed-by-hand/</a></p>\n'


def test_a_link_with_words_of_its_own_keeps_them(write):
    assert write("[our tea](https://talk.example.org/t/12/x/)").html == '<p><a href="/t/12/x/">our tea</a></p>\n'


def test_only_links_to_other_hosts_are_marked_as_such(write):
    rendered = write("[a](https://e.example/) [b](/m/anna/) https://e.example/ www.f.example/x mailto@e.example")
    assert rendered.html.count('rel="nofollow ugc noopener"') == 3
    assert rendered.links == ("https://e.example/", "http://www.f.example/x")
    assert '<a href="/m/anna/">b</a>' in rendered.html
    assert '<a href="mailto:mailto@e.example">' in rendered.html


@pytest.mark.parametrize(
    "word", ["main.py", "readme.md", "e.example", "www.", "http://", "https:// x", "xhttps://e.example"]
)
def test_what_only_looks_like_an_address_is_none(word, write):
    assert "<a" not in write(word).html


def test_an_address_in_a_sentence_ends_before_the_punctuation(write):
    html = write('See (https://e.example/a_(b)), "https://e.example/*c*?d=1&e=2".').html
    assert '>https://e.example/a_(b)</a>), "' in html
    assert '<a href="https://e.example/*c*?d=1&amp;e=2"' in html


def test_two_hosts_that_look_alike_are_not_ours(write):
    for url in (
        "https://talk.example.org.evil.example/t/12/",
        "https://talk.example.org@evil.example/t/12/",
        "https://[::1/t/12/",
    ):
        assert 'class="reference"' not in write(url).html


def test_texts_outside_threads_need_no_resolver():
    assert render("@anna #3", NullResolver()).html == "<p>@anna #3</p>\n"
