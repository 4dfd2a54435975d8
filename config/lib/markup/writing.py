"""The HTML of everything that plain CommonMark does not have. Each function writes one kind of token."""

from collections.abc import Callable, Sequence
from time import thread_time
from typing import Any

from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token

from config.lib.markup.addresses import OwnPlace, is_safe
from config.lib.markup.characters import attribute, escape
from config.lib.markup.highlighting import highlight, language_of
from config.lib.markup.resolving import Found, Linked, QuoteSource
from config.lib.markup.spoilers import title_of

type Env = Any  # markdown-it's own bag of things for one post


def install(md: MarkdownIt) -> None:
    """Give the renderer a function for each of our tokens."""
    for kind, write in _WRITERS.items():
        md.add_render_rule(kind, _as_rule(write))


def reference_title(token: Token, found: Found) -> str:
    """What a bare address of our own is shown as."""
    linked = _linked(token.meta["place"], found)
    if linked is None:
        return token.content
    return linked.title or (f"#{token.meta['place'].number}" if token.meta["place"].number else token.content)


def _as_rule(write: Callable[[Token, Env], str]) -> Callable[..., str]:
    def rule(_: object, tokens: Sequence[Token], index: int, __: object, env: Env) -> str:
        return write(tokens[index], env)

    return rule


def _text(token: Token, env: Env) -> str:
    return escape(token.content)


def _code(token: Token, env: Env) -> str:
    return f"<code>{escape(token.content)}</code>"


def _link_open(token: Token, env: Env) -> str:
    if token.meta.get("file") in env["found"].files:
        token.attrs["class"] = "attachment"
    return "<a" + "".join(f' {name}="{attribute(str(value))}"' for name, value in token.attrs.items()) + ">"


def _link_close(token: Token, env: Env) -> str:
    file = env["found"].files.get(token.meta.get("file"))
    if file is None:
        return "</a>"
    return f' <span class="attachment-facts">{escape(file.kind)}, {escape(file.size)}</span></a>'


def _preview(token: Token, env: Env) -> str:
    card = env["found"].previews.get(token.meta["preview"])
    if card is None:
        return f"{_link_open(token, env)}{escape(token.content)}</a>"
    picture = f'<img src="{attribute(card.picture)}" alt="" loading="lazy" decoding="async">' if card.picture else ""
    words = f' <span class="linkcard-words">{escape(card.words)}</span>' if card.words else ""
    token.attrs["class"] = "linkcard"
    said = f'<strong>{escape(card.title)}</strong>{words} <span class="linkcard-site">{escape(card.site)}</span>'
    return f"{_link_open(token, env)}{picture}{said}</a>"


def _image(token: Token, env: Env) -> str:
    title = f' title="{attribute(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
    alt = attribute(_alternative(token.children or []))
    return f'<img src="{attribute(str(token.attrs["src"]))}" alt="{alt}"{title} loading="lazy" decoding="async">'


def _alternative(children: list[Token]) -> str:
    return "".join(
        _alternative(token.children or [])
        if token.type == "image"
        else "\n"
        if "break" in token.type
        else token.content
        for token in children
    )


def _block_of_code(token: Token, env: Env) -> str:
    language = language_of(token.info)
    if language and len(token.content) <= env["characters"] and env["seconds"] > 0:
        begin = thread_time()
        code = highlight(token.content, language, env["seconds"])
        env["characters"] -= len(token.content)
        env["seconds"] -= thread_time() - begin
    else:
        code = escape(token.content)
    named = f' class="language-{language}"' if language else ""
    return f'<pre class="code" tabindex="0"><code{named}>{code}</code></pre>\n'


def _heading(token: Token, env: Env) -> str:
    # The page has its title as h1 and hidden h2 for each post; below, no level is left out, whatever was typed.
    above = env["headings"]
    if token.nesting == 1:
        while above and above[-1] >= token.tag:
            above.pop()
        above.append(token.tag)
    tag = f"h{min(len(above) + 2, 5)}"
    return f"<{tag}>" if token.nesting == 1 else f"</{tag}>\n"


def _table_open(token: Token, env: Env) -> str:
    label = attribute(gettext("Table"))
    return f'<div class="table" role="group" aria-label="{label}" tabindex="0"><table>\n'


def _table_close(token: Token, env: Env) -> str:
    return "</table></div>\n"


def _cell_open(token: Token, env: Env) -> str:
    style = str(token.attrs.get("style", ""))
    side = {"text-align:left": "start", "text-align:center": "center", "text-align:right": "end"}.get(style)
    return f'<{token.tag} class="align-{side}">' if side else f"<{token.tag}>"


def _struck(token: Token, env: Env) -> str:
    return "<del>" if token.nesting == 1 else "</del>"


def _spoiler(token: Token, env: Env) -> str:
    if token.nesting == -1:
        return "</span></span>"
    word = escape(gettext("Spoiler"))
    return (
        f'<span class="spoiler" tabindex="0"><span class="visually-hidden">{word}: </span><span class="spoiler-words">'
    )


def _spoiler_block(token: Token, env: Env) -> str:
    if token.nesting == -1:
        return "</details>\n"
    title = escape(title_of(token.info) or gettext("Spoiler"))
    return f'<details class="spoiler"><summary>{title}</summary>\n'


def _mention(token: Token, env: Env) -> str:
    member = env["found"].mentions.get(token.meta["handle"])
    if member is None or member.silent:
        return escape(token.content)
    if not member.url:
        return f'<span class="group">@{escape(member.handle)}</span>'
    return _anchor(member.url, f"@{member.handle}", "mention", title=member.name)


def _post_number(token: Token, env: Env) -> str:
    return _anchor(env["found"].posts.get(token.meta["number"]), token.content, "reference")


def _tag(token: Token, env: Env) -> str:
    return _anchor(env["found"].tags.get(token.meta["tag"]), token.content, "tag")


def _reference(token: Token, env: Env) -> str:
    linked = _linked(token.meta["place"], env["found"])
    if linked is None:
        return _anchor(token.meta["href"], token.content, "")
    return _anchor(linked.url, reference_title(token, env["found"]), "reference")


def _linked(place: OwnPlace, found: Found) -> Linked | None:
    if place.post_id is not None:
        return found.permalinks.get(place.post_id)
    return found.threads.get((place.thread_id or 0, place.number))


def _anchor(url: str | None, shown: str, name: str, title: str = "") -> str:
    if not url or not is_safe(url):
        return escape(shown)
    classed = f' class="{name}"' if name else ""
    titled = f' title="{attribute(title)}"' if title else ""
    return f'<a href="{attribute(url)}"{classed}{titled}>{escape(shown)}</a>'


def _quote_open(token: Token, env: Env) -> str:
    source: QuoteSource | None = token.meta.get("source")
    if source is None:
        return "<blockquote>\n"
    member = env["found"].mentions.get(source.handle)
    shown = escape(member.name if member else f"@{source.handle}")
    if source.number:
        shown += f' <span class="quote-number">#{source.number}</span>'
    url = env["found"].quotes.get(source)
    if url and is_safe(url):
        shown = f'<a class="quote-author" href="{attribute(url)}">{shown}</a>'
    else:
        shown = f'<span class="quote-author">{shown}</span>'
    return f'<blockquote class="quote">\n<p class="quote-source">{shown}</p>\n'


def _quote_fold(token: Token, env: Env) -> str:
    if token.nesting == -1:
        return "</details>\n"
    return f'<details class="quote-fold"><summary><span class="quote-start">{escape(token.content)}</span></summary>\n'


_WRITERS: dict[str, Callable[[Token, Env], str]] = {
    "text": _text,
    "code_inline": _code,
    "link_open": _link_open,
    "link_close": _link_close,
    "preview": _preview,
    "image": _image,
    "fence": _block_of_code,
    "code_block": _block_of_code,
    "heading_open": _heading,
    "heading_close": _heading,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "s_open": _struck,
    "s_close": _struck,
    "spoiler_open": _spoiler,
    "spoiler_close": _spoiler,
    "container_spoiler_open": _spoiler_block,
    "container_spoiler_close": _spoiler_block,
    "mention": _mention,
    "post_number": _post_number,
    "tag": _tag,
    "reference": _reference,
    "blockquote_open": _quote_open,
    "quote_fold_open": _quote_fold,
    "quote_fold_close": _quote_fold,
}
