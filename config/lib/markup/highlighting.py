"""Colours for code: a few classes by meaning, for languages whose rules are known to be quick."""

from functools import cache
from time import thread_time

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, Operator, String, _TokenType

from config.lib.markup.characters import escape

# The first that fits wins. Names, operators and punctuation stay as they are: nobody needs all of it in colour.
_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment.Preproc, "hl-keyword"),
    (Comment, "hl-comment"),
    (Keyword.Type, "hl-type"),
    (Keyword.Constant, "hl-constant"),
    (Keyword, "hl-keyword"),
    (Operator.Word, "hl-keyword"),
    (Number, "hl-number"),
    (String, "hl-string"),
    (Literal, "hl-string"),
    (Name.Function, "hl-name"),
    (Name.Class, "hl-type"),
    (Name.Namespace, "hl-name"),
    (Name.Decorator, "hl-name"),
    (Name.Tag, "hl-keyword"),
    (Name.Attribute, "hl-name"),
    (Name.Builtin, "hl-constant"),
    (Name.Constant, "hl-constant"),
    (Name.Exception, "hl-type"),
    (Name.Variable, "hl-name"),
    (Generic.Deleted, "hl-deleted"),
    (Generic.Inserted, "hl-inserted"),
    (Generic.Heading, "hl-name"),
    (Generic.Subheading, "hl-comment"),
    (Generic.Output, "hl-comment"),
    (Generic.Prompt, "hl-keyword"),
)
HIGHLIGHT_CLASSES = frozenset(name for _, name in _CLASSES)

_OTHER_NAMES = {
    "py": "python", "python3": "python", "js": "javascript", "ts": "typescript", "sh": "bash", "shell": "bash",
    "zsh": "bash", "yml": "yaml", "rb": "ruby", "rs": "rust", "golang": "go", "c++": "cpp", "cs": "csharp",
    "c#": "csharp",
    "kt": "kotlin", "patch": "diff", "docker": "dockerfile", "postgresql": "sql", "postgres": "sql", "htm": "html",
    "jinja2": "jinja", "ps1": "powershell", "conf": "toml", "cfg": "toml", "ini": "toml", "console": "bash",
    "pycon": "python", "hs": "haskell", "ex": "elixir", "jsonc": "json", "svg": "xml", "make": "makefile",
}  # fmt: skip
# Left out on purpose: lexers that take seconds for one hostile line (ini, ocaml, console), and what nobody asks for.
LANGUAGES = frozenset(
    [
        "bash",
        "c",
        "clojure",
        "cpp",
        "csharp",
        "css",
        "dart",
        "diff",
        "dockerfile",
        "elixir",
        "erlang",
        "go",
        "graphql",
        "haskell",
        "html",
        "http",
        "java",
        "javascript",
        "jinja",
        "json",
        "julia",
        "kotlin",
        "lua",
        "makefile",
        "nginx",
        "objective-c",
        "perl",
        "php",
        "powershell",
        "python",
        "r",
        "ruby",
        "rust",
        "scala",
        "scheme",
        "scss",
        "sql",
        "swift",
        "toml",
        "typescript",
        "xml",
        "yaml",
        "zig",
    ]
)


def language_of(info: str) -> str:
    """The language that the opening line of a code block names, by its usual name; "" if it names none we know."""
    name = (info.split(maxsplit=1) or [""])[0][:30].lower()
    name = _OTHER_NAMES.get(name, name)
    return name if name in LANGUAGES else ""


def highlight(code: str, language: str, seconds: float) -> str:
    """Escaped HTML of ``code`` with ``<span class="hl-…">`` around what has a meaning. Never guesses a language.

    Lexers can be led into quadratic work. After ``seconds`` of CPU the code is shown without colours.
    """
    try:
        return _coloured(code, language, thread_time() + seconds)
    except Exception:
        return escape(code)


class _OutOfTime(Exception):
    """Colours would take too long."""


def _coloured(code: str, language: str, deadline: float) -> str:
    parts: list[str] = []
    current, words = "", ""
    for kind, value in get_lexer_by_name(language, stripnl=False, ensurenl=False).get_tokens(code):
        if thread_time() > deadline:
            raise _OutOfTime
        name = _class(kind) if value.strip() else current
        if name != current:
            parts.append(_span(words, current))
            current, words = name, ""
        words += value
    parts.append(_span(words, current))
    return "".join(parts)


def _span(words: str, name: str) -> str:
    return f'<span class="{name}">{escape(words)}</span>' if name and words else escape(words)


@cache
def _class(kind: _TokenType) -> str:
    return next((name for parent, name in _CLASSES if kind in parent), "")
