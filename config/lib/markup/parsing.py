"""The parsers: CommonMark as it is, what GFM adds, and what posts add to that."""

import re
from functools import cache

from markdown_it import MarkdownIt

from config.lib.markup import (
    autolinks,
    files,
    footnotes,
    limits,
    links,
    mentions,
    previews,
    quotes,
    spoilers,
    tasks,
    writing,
)
from config.lib.markup.addresses import is_safe

# Where a rule may begin. The parser's own set also stops at signs that none of our rules begins with.
_MARKS = re.compile(r"[\n!&*:<\[\\\]_`|~]")
# What a line of chat does not have.
_BLOCKS = [
    "blockquote", "code", "container_spoiler", "footnote_def", "heading", "hr", "lheading", "list", "reference",
    "table",
]  # fmt: skip


def commonmark_parser(*, raw_html: bool = False) -> MarkdownIt:
    """CommonMark 0.31.2 and nothing else. Raw HTML passes only where the specification itself is tested."""
    return MarkdownIt("commonmark", {"html": raw_html})


def gfm_parser(*, raw_html: bool = False) -> MarkdownIt:
    """CommonMark with tables, strikethrough, bare addresses, task lists and footnotes."""
    md = commonmark_parser(raw_html=raw_html)
    md.enable(["table", "strikethrough"])
    md.options["strikethrough_single_tilde"] = True
    autolinks.install(md)
    tasks.install(md)
    footnotes.install(md)
    return md


@cache
def post_parser() -> MarkdownIt:
    """The parser for posts: GFM without raw HTML, with our own additions, and with limits on its work."""
    md = _with_additions(gfm_parser())
    previews.install(md)
    files.install(md)
    return md


@cache
def line_parser() -> MarkdownIt:
    """The parser for a line of chat: running text and code; whatever would make a block stays as it was typed."""
    md = _with_additions(gfm_parser())
    md.disable([*_BLOCKS, "footnote_ref"])
    return md


def _with_additions(md: MarkdownIt) -> MarkdownIt:
    md.options["xhtmlOut"] = False
    md.options["breaks"] = True  # people who know no Markdown end a line where they want it to end
    md.disable(["html_block", "html_inline"])
    md.validateLink = is_safe  # type: ignore[method-assign]
    md.inline.terminator_re = _MARKS
    quotes.install(md)
    spoilers.install(md)
    mentions.install(md)
    links.install(md)
    writing.install(md)
    limits.limit_work(md)
    return md
