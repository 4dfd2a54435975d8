"""An address that stands alone in a paragraph asks for a card of what is there; in angle brackets it stays a link."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from config.lib.markup.addresses import is_external


def install(md: MarkdownIt) -> None:
    """Let the parser find addresses that stand alone, once links are finished."""
    md.core.ruler.push("previews", _previews)


def _previews(state: StateCore) -> None:
    for paragraph, block in zip(state.tokens, state.tokens[1:], strict=False):
        # Inside lists and quotes a card would weigh more than the words around it.
        if paragraph.type == "paragraph_open" and paragraph.level == 0 and (href := _alone(block.children or [])):
            link, shown = (block.children or [])[:2]
            block.children = [Token("preview", "", 0, attrs=link.attrs, content=shown.content, meta={"preview": href})]


def _alone(children: list[Token]) -> str:
    """The address on another host that is all there is; empty if there is more, or less."""
    if [token.type for token in children] != ["link_open", "text", "link_close"] or children[0].markup != "bare":
        return ""
    href = str(children[0].attrs["href"])
    return href if is_external(href) else ""
