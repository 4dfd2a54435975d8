"""Links and pictures: what is our own is shown with its title, foreign pictures become links."""

from django.utils.translation import ngettext
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from config.lib.markup.addresses import is_external, is_picture, own_place, without_own_host
from config.lib.markup.words import inlines, text

REL = "nofollow ugc noopener"


def install(md: MarkdownIt) -> None:
    """Let the parser finish links and pictures once a paragraph is read."""
    md.core.ruler.before("text_join", "links", _links)
    md.core.ruler.push("pictures", _pictures)


def _links(state: StateCore) -> None:
    host = state.env.get("own_host", "")
    for block in inlines(state.tokens):
        children = block.children or []
        if any(token.type in ("link_open", "image") for token in children):
            pictures = state.env.get("pictures", True)
            block.children = _own_threads(_images(_addresses(children, host), shown=pictures))


def _addresses(children: list[Token], host: str) -> list[Token]:
    """Our own addresses lose the host, foreign ones get their ``rel``, pictures keep to our own files."""
    for token in children:
        name = "href" if token.type == "link_open" else "src" if token.type == "image" else ""
        if name:
            token.attrs[name] = address = without_own_host(str(token.attrs.get(name, "")), host)
            if name == "href" and is_external(address):
                token.attrs["rel"] = REL
    return children


def _images(children: list[Token], *, shown: bool) -> list[Token]:
    """Pictures from elsewhere would tell others who reads here; they become links to themselves, as all do in chat."""
    result: list[Token] = []
    links = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            links += token.nesting
        if token.type != "image" or (shown and is_picture(str(token.attrs["src"]))):
            result.append(token)
            continue
        src = str(token.attrs["src"])
        words = text(token.content or src)
        if links:
            result.append(words)
            continue
        attrs: dict[str, str | int | float] = {"href": src}
        if is_external(src):
            attrs["rel"] = REL
        result += [Token("link_open", "a", 1, attrs=attrs), words, Token("link_close", "a", -1)]
    return result


def _own_threads(children: list[Token]) -> list[Token]:
    """A bare address of our own thread or post becomes a reference that will carry its title."""
    result: list[Token] = []
    index = 0
    while index < len(children):
        token = children[index]
        if token.type == "link_open" and token.markup in ("bare", "autolink"):
            href = str(token.attrs["href"])
            if place := own_place(href):
                shown = children[index + 1].content
                result.append(Token("reference", "", 0, content=shown, meta={"place": place, "href": href}))
                index += 3
                continue
        result.append(token)
        index += 1
    return result


def _pictures(state: StateCore) -> None:
    """Mark the paragraphs that hold pictures and nothing else; two pictures or more in a row are one gallery."""
    tokens, result = state.tokens, list[Token]()
    for index, token in enumerate(tokens):
        images = _only_images(tokens, index) if token.type == "inline" else []
        if not images:
            result.append(token)
            continue
        token.children = images
        result[-1].attrs["class"] = "pictures"
        if _follows_pictures(result):
            # The paragraph before goes on: its end and this one's beginning fall away.
            before = result[-3]
            before.children = [*(before.children or []), *images]
            del result[-2:]
        else:
            result.append(token)
    state.tokens = result
    for opening, block, closing in zip(result, result[1:], result[2:], strict=False):
        if opening.attrs.get("class") == "pictures" and len(block.children or []) > 1:
            _make_gallery(opening, closing, len(block.children or []))


def _only_images(tokens: list[Token], index: int) -> list[Token]:
    children = tokens[index].children or []
    rest = [token for token in children if token.type != "image"]
    if tokens[index - 1].type != "paragraph_open" or not all(
        "break" in token.type or (token.type == "text" and not token.content.strip()) for token in rest
    ):
        return []
    return [token for token in children if token.type == "image"]


def _follows_pictures(result: list[Token]) -> bool:
    """Whether the last token opens a paragraph of pictures right behind another one."""
    return (
        len(result) > 3
        and result[-2].type == "paragraph_close"
        and result[-4].attrs.get("class") == "pictures"
        and result[-4].hidden == result[-1].hidden
    )


def _make_gallery(opening: Token, closing: Token, count: int) -> None:
    opening.tag = closing.tag = "div"
    opening.hidden = closing.hidden = False
    label = ngettext("%(count)d picture", "%(count)d pictures", count) % {"count": count}
    opening.attrs = {"class": "gallery", "role": "group", "aria-label": label}
