"""Letters that many get: what is the same in all of them is written and styled once, with holes for what is not.

A template is rendered with `hole("name")` where words of one reader belong, and the result cut there. Filling it again
and again takes a hundredth of what rendering and styling take.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import css_inline
from django.template.loader import render_to_string

_MARK = secrets.token_hex(6)
"""Nobody can write it into a letter, because it is another one each time a worker starts."""
_HOLE = re.compile(rf"{_MARK}-(\w+)-{_MARK}")
_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def hole(name: str) -> str:
    """What stands in a template for words that are filled in later; letters and digits only."""
    return f"{_MARK}-{name}-{_MARK}"


class Stencil:
    """Words with holes."""

    def __init__(self, written: str) -> None:
        self._words = _HOLE.split(written)
        self._names = self._words[1::2]

    def filled(self, values: Mapping[str, str]) -> str:
        """The words with these values in their holes."""
        words = self._words.copy()
        words[1::2] = [values[name] for name in self._names]
        return "".join(words)


@dataclass(frozen=True)
class Both:
    """The same words twice: as text and as HTML."""

    text: str
    html: str


@dataclass(frozen=True)
class Twin:
    """A stencil for text and one for HTML."""

    text: Stencil
    html: Stencil

    def filled(self, values: Mapping[str, str], within: Mapping[str, Both] | None = None) -> Both:
        """Both with these plain words in their holes, and with `within`, which is ready."""
        html = {name: escape(value) for name, value in values.items()}
        if within is None:
            return Both(self.text.filled(values), self.html.filled(html))
        text = dict(values) | {name: both.text for name, both in within.items()}
        return Both(self.text.filled(text), self.html.filled(html | {name: both.html for name, both in within.items()}))


def styled(html: str) -> str:
    """A whole page with its own styles inlined; what stands in @media stays where it is."""
    return _INLINER.inline(html)


def whole(template: str, context: Mapping[str, object]) -> Twin:
    """mail/<template>.txt and .html as stencils."""
    text = render_to_string(f"mail/{template}.txt", dict(context)).strip() + "\n"
    return Twin(Stencil(text), Stencil(styled(render_to_string(f"mail/{template}.html", dict(context)))))


def part(template: str, name: str, context: Mapping[str, object]) -> Twin:
    """The partial `name` of both templates as stencils, styled as in a letter; the context needs `sender`."""
    text = render_to_string(f"mail/{template}.txt#{name}", dict(context))
    html = render_to_string(f"mail/{template}.html#{name}", dict(context))
    style = render_to_string("mail/_style.css", dict(context))
    return Twin(Stencil(text), Stencil(_INLINER.inline_fragment(html, style)))
