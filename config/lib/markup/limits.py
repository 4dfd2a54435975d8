"""What a post may cost: its length, and the work that its markup asks for."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MAX_LENGTH = 32_000  # characters of source
MAX_NESTING = 20  # quotes in lists in quotes …
MAX_BLOCKS = 6_000  # block tokens
MAX_STEPS = 9_000  # places inside paragraphs where markup may begin
MAX_TAGS = 3_600  # tags in the result; bleach needs 20 to 40 microseconds for each
MAX_COLUMNS = 40  # of a table
MAX_LOOKUPS = 20  # mentions, threads, posts, tags, quotes: of each kind, what lies beyond stays as typed
MAX_PREVIEWS = 5  # cards of addresses elsewhere; those beyond stay links
MAX_HIGHLIGHTED = 8_000  # characters of code that get colours; the rest of the code is shown plain
MAX_HIGHLIGHT_SECONDS = 0.06  # of CPU, for all code of a post


class PostTooLong(ValueError):
    """The source has more than ``MAX_LENGTH`` characters; ``length`` and ``limit`` say how many."""

    def __init__(self, length: int, limit: int = MAX_LENGTH) -> None:
        super().__init__(f"{length} characters, at most {limit} are allowed")
        self.length = length
        self.limit = limit


class TooMuchMarkup(Exception):
    """The source would cost too much to format; it is shown as typed instead."""


def check_length(source: str) -> None:
    """Refuse what is longer than ``MAX_LENGTH`` characters, before anything else looks at it."""
    if len(source) > MAX_LENGTH:
        raise PostTooLong(len(source))


def has_too_many_tags(html: str) -> bool:
    """Whether the sanitisers could not read this result in time."""
    return html.count("<") > MAX_TAGS


def limit_work(md: MarkdownIt) -> None:
    """Make the parser count what it does and stop when the counts are used up.

    Steps are counted and seconds are not, so that a post is formatted on every machine or on none.
    """
    md.options["maxNesting"] = MAX_NESTING
    rules = md.block.ruler.get_all_rules()
    md.block.ruler.before(rules[0], "block_limit", _limit_blocks)
    md.inline.ruler.before("text", "inline_limit", _limit_steps)
    if "table" in md.block.ruler.get_active_rules():
        md.block.ruler.before("table", "column_limit", _limit_columns, {"alt": ["paragraph"]})


def _limit_blocks(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    # The parser drops whatever is nested deeper than it goes. Nothing that was written may disappear.
    if len(state.tokens) > MAX_BLOCKS or state.level >= MAX_NESTING - 2:
        raise TooMuchMarkup
    return False


def _limit_steps(state: StateInline, silent: bool) -> bool:
    steps = state.env["steps"] = state.env.get("steps", 0) + 1
    if steps > MAX_STEPS:
        raise TooMuchMarkup
    return False


def _limit_columns(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    # Short rows are filled up to the width of the head: a wide head makes every later line expensive.
    if startLine + 1 < endLine:
        line = state.src[state.bMarks[startLine + 1] : state.eMarks[startLine + 1]]
        if line.count("|") > MAX_COLUMNS and not line.strip(" \t|:-"):
            raise TooMuchMarkup
    return False


def first_distinct[T](found: Sequence[T]) -> list[T]:
    """The first ``MAX_LOOKUPS`` different things, in the order in which they were met."""
    return list(dict.fromkeys(found))[:MAX_LOOKUPS]
