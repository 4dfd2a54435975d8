"""The parser against CommonMark's and GFM's own examples."""

import re

import pytest

from config.lib.markup.parsing import commonmark_parser, gfm_parser

# Where we mean to differ from cmark-gfm, and why.
DEVIATIONS = {
    ("gfm_extensions", 19): "hosts with letters outside ASCII are written in punycode, as browsers need them",
    ("gfm_extensions", 22): "the tag filter is for raw HTML, which posts do not have",
    ("cmark_gfm_regression", 13): "a note that is used twice links back to both places, and ids are never used twice",
}


def normal(html: str) -> str:
    """HTML without differences that nobody can see, and without what we add for screen readers and styles."""
    html = re.sub(r' style="text-align:(\w+)"', r' align="\1"', html)
    html = re.sub(r' (?:aria-label|class)="[^"]*"', "", html)
    html = re.sub(r'(href="#|id=")(fn(?:ref)?)-', r"\1\2", html)
    html = html.replace("<s>", "<del>").replace("</s>", "</del>").replace("\ufe0e", "")
    html = html.replace("&quot;", '"').replace("&gt;", ">").replace("<input checked", "<input")
    html = re.sub(r"<input([^>]*?)\s*/?>\s*", lambda box: f"<box{' done' * ('checked' in box[1])}>", html)
    html = re.sub(r"\s*/>", ">", html)
    return re.sub(r">\s+<", "><", html).strip()


def test_all_652_examples_of_commonmark_come_out_as_specified(cases):
    parser = commonmark_parser(raw_html=True)
    examples = cases("markdown/commonmark_spec_0.31.2.json")
    failed = [case["example"] for case in examples if _bare(parser.render(case["markdown"])) != _bare(case["html"])]
    assert len(examples) == 652
    assert failed == []


def _bare(html: str) -> str:
    return re.sub(r">\s+<", "><", html).strip()


@pytest.mark.parametrize("name", ["gfm_extensions", "cmark_gfm_regression"])
def test_the_examples_of_gfm_come_out_as_specified_but_for_named_deviations(cases, name):
    parser = gfm_parser(raw_html=True)
    failed = {
        (name, case["example"])
        for case in cases(f"markdown/{name}.json")
        if "<IGNORE>" not in case["html"]
        and normal(parser.render(case["markdown"], {"prefix": ""})) != normal(case["html"])
    }
    assert failed == {key for key in DEVIATIONS if key[0] == name}


def test_what_only_has_to_survive_survives(cases):
    for case in cases("markdown/gfm_extensions.json"):
        assert isinstance(gfm_parser().render(case["markdown"], {"prefix": ""}), str)
