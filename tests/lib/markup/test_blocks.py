"""Quotes, spoilers, tasks, pictures, code, tables, headings, footnotes, and the plain text of all of them."""

import pytest

from config.lib.markup import NullResolver, QuoteSource, render

SPOILER = (
    '<span class="spoiler" tabindex="0"><span class="visually-hidden">Spoiler: </span><span class="spoiler-words">'
)


def test_a_quote_names_its_source(write):
    rendered = write("> @anna in #3:\n> Bring tea.\n\nI will.")
    assert rendered.html == (
        '<blockquote class="quote">\n<p class="quote-source"><a class="quote-author" href="/t/1/here/3/">'
        'Anna Volkova <span class="quote-number">#3</span></a></p>\n<p>Bring tea.</p>\n</blockquote>\n<p>I will.</p>\n'
    )
    assert rendered.quotes == (QuoteSource("anna", number=3),)
    assert rendered.text == "I will."
    assert rendered.mentions == ()


def test_a_quote_may_name_a_post_of_another_thread(write):
    rendered = write("> @anna in /p/123:\n>\n> Bring tea.")
    assert rendered.quotes == (QuoteSource("anna", post_id=123),)
    assert (
        '<p class="quote-source"><a class="quote-author" href="/t/1/here/3/">Anna Volkova</a></p>\n<p>Bring'
        in rendered.html
    )


def test_a_quote_that_cannot_be_proved_has_no_link(write):
    rendered = write("> @ben in #4:\n> I said so.")
    assert '<span class="quote-author">Ben &lt;b&gt; <span class="quote-number">#4</span></span>' in rendered.html
    assert rendered.quotes == ()


def test_other_quotes_are_plain(write):
    for source in ("> @anna in #3 said\n> a", "> a\n> @anna in #3:\n", "@anna in #3:\na"):
        assert 'class="quote"' not in write(source).html


def test_a_long_quote_is_folded(write):
    html = write("> @anna in #3:\n> ||secret|| " + "word " * 150).html
    assert '</p>\n<details class="quote-fold"><summary><span class="quote-start">… word word' in html
    assert "secret" not in html.split("</summary>")[0]
    assert html.endswith("</p>\n</details>\n</blockquote>\n")
    assert "quote-fold" not in write("> @anna in #3:\n> " + "word " * 110).html


def test_quotes_in_quotes_keep_their_order(write):
    html = write("> @anna in #3:\n> > @ben in #2:\n> > inner\n>\n> outer").html
    assert html.count('class="quote"') == 2
    assert html.index("inner") < html.index("outer")


def test_a_spoiler_in_a_line_is_hidden_and_says_so(write):
    rendered = write("It was ||the *gardener*||.")
    assert rendered.html == f"<p>It was {SPOILER}the <em>gardener</em></span></span>.</p>\n"
    assert rendered.text == "It was …."


@pytest.mark.parametrize("source", ["a || b", "||", "||||", "|| a", "`||a||`", "\\||a||"])
def test_bars_alone_hide_nothing(source, write):
    assert "spoiler" not in write(source).html


def test_a_spoiler_block_opens_without_scripts(write):
    rendered = write(":::spoiler The <end>\n- He *left*.\n:::\nafter")
    assert rendered.html == (
        '<details class="spoiler"><summary>The &lt;end&gt;</summary>\n'
        "<ul>\n<li>He <em>left</em>.</li>\n</ul>\n</details>\n<p>after</p>\n"
    )
    assert rendered.text == "The <end> …\nafter"
    assert "<summary>Spoiler</summary>" in write(":::spoiler\na").html
    assert "<details" not in write(":::warning\na\n:::").html


def test_tasks_show_a_state_and_cannot_be_clicked(write):
    html = write("- [ ] buy *tea*\n- [x] boil water\n- plain").html
    box = '<input type="checkbox" class="task-box" aria-label="{}"{} disabled="">'
    assert html.startswith(f'<ul class="tasks">\n<li class="task">{box.format("open", "")} buy <em>tea</em></li>')
    assert box.format("done", ' checked=""') in html
    assert "<li>plain</li>" in html
    assert "<input" not in write("- [y] a\n- [ ]\n- [ ]b\n\n[ ] c").html


def test_pictures_are_our_own_and_have_words(write):
    rendered = write("![A *cat*](/media/a/b.webp)\n![](/media/c.png)")
    assert rendered.html == (
        '<div class="gallery" role="group" aria-label="2 pictures">'
        '<img src="/media/a/b.webp" alt="A cat" loading="lazy" decoding="async">'
        '<img src="/media/c.png" alt="" loading="lazy" decoding="async"></div>\n'
    )
    assert rendered.pictures == ("/media/a/b.webp", "/media/c.png")
    assert '<p>Look <img src="/media/c.png"' in write("Look ![x](https://talk.example.org/media/c.png)").html


def test_pictures_from_elsewhere_become_links(write):
    rendered = write(
        '![A cat](https://e.example/c.png) [![b](https://e.example/b.png)](https://f.example/) !["](/other.png)'
    )
    assert "<img" not in rendered.html
    assert '<a href="https://e.example/c.png" rel="nofollow ugc noopener">A cat</a>' in rendered.html
    assert '<a href="https://f.example/" rel="nofollow ugc noopener">b</a>' in rendered.html
    assert rendered.pictures == ()


def test_code_has_colours_by_meaning_and_keeps_its_text(write):
    rendered = write('```py\ndef f(): return "<b>"\n```\n')
    assert rendered.html.startswith(
        '<pre class="code" tabindex="0"><code class="language-python"><span class="hl-keyword">def'
    )
    assert '<span class="hl-string">"&lt;b&gt;"' in rendered.html
    assert rendered.text == 'def f(): return "<b>"'


@pytest.mark.parametrize("info", ["", "nonsense", 'py"onclick', "ini2 x"])
def test_a_language_is_never_guessed(info, write):
    assert write(f"```{info}\nif x:\n```").html == '<pre class="code" tabindex="0"><code>if x:\n</code></pre>\n'


def test_headings_stay_below_those_of_the_page(write):
    html = write("# a\n## b\n### c\n###### d").html
    assert html == "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h5>d</h5>\n"


def test_headings_leave_no_level_out(write):
    html = write("### a\n##### b\n### c\n# d").html
    assert html == "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n<h3>d</h3>\n"


def test_a_table_can_be_scrolled_by_keyboard(write):
    html = write("| a | b |\n|:-:|--:|\n| 1 | 2 |").html
    assert html.startswith('<div class="table" role="group" aria-label="Table" tabindex="0"><table>')
    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-end">2</td>' in html
    assert write("| a | b |\n|---|---|\n| 1 | 2 |").text == "a b\n1 2"


def test_a_note_inside_a_note_is_text():
    for around in ("1. ", "- ", "> ", "\n\n    "):
        html = render(f"See [^a] and [^b].\n\n[^a]: {around}[^b]: within", NullResolver()).html
        assert "[^b]: within" in html and html.count("<li id=") == 1
        assert html.count("<li") == html.count("</li>")


def test_footnotes_of_two_posts_do_not_collide():
    one, two = (render("a[^x] b[^x]\n\n[^x]: note", NullResolver(), prefix=prefix).html for prefix in ("p1-", "p2-"))
    assert '<sup class="footnote-ref"><a href="#fn-p1-1" id="fnref-p1-1">1</a></sup>' in one
    assert 'id="fnref-p1-1-2"' in one
    assert (
        '<section class="footnotes">\n<ol>\n<li id="fn-p1-1"><p>note <a href="#fnref-p1-1" class="footnote-back"' in one
    )
    assert "p1-" not in two


def test_a_line_ends_where_it_was_ended(write):
    assert write("one\ntwo").html == "<p>one<br>\ntwo</p>\n"


def test_plain_text_has_no_marks(write):
    source = (
        "# Head\n\n**Bold** [link](https://e.example) `code`\n\n- a\n- b\n\n![alt](/media/a.png)\n\n~~gone~~ &amp; \\*"
    )
    assert write(source).text == "Head\nBold link code\na\nb\nalt\ngone & *"


def test_a_post_that_is_nothing_but_a_quote_still_has_a_text(write):
    assert write("> wise words").text == "wise words"


def test_an_empty_post_is_empty(write):
    assert (write("").html, write(" \n\t\n").text) == ("", "")
