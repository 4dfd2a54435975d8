"""Every address says who it is for, and every name that is used leads somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from tests.house.source import addresses, calls, python_files, short, templates

AUDIENCES = {"public", "members", "moderators", "managers", "owners"}
_URL = re.compile(r"""\{%\s*url\s+['"]([\w:-]+)['"]""")
_PAGE = re.compile(r"[\w/-]+/[\w.-]+\.(?:html|xml)(?:#[\w-]+)?")
_PART = re.compile(r"""\{%\s*(?:include|extends)\s+['"]([^'"]+)['"]""")


def test_every_address_has_an_audience() -> None:
    bare = [str(address) for address in addresses() if getattr(address.view, "audience", None) not in AUDIENCES]
    assert not bare, "Decorate the view with one of config.lib.audience."


def test_every_address_of_our_own_has_a_name_used_once() -> None:
    names = [address.name for address in addresses() if address.name]
    twice = {name for name in names if names.count(name) > 1}
    # The same page at two addresses of one name is how an optional part is written.
    views = {name: {address.view for address in addresses() if address.name == name} for name in twice}
    assert not [name for name, seen in views.items() if len(seen) > 1]


def named_in_python() -> Iterator[tuple[str, str]]:
    """Names given to reverse(), redirect() and their like, and where."""
    for path, name, call in calls():
        if name not in {"reverse", "reverse_lazy", "redirect"} or not call.args:
            continue
        written = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        if isinstance(written, str) and not written.startswith(("/", "http")):
            yield f"{short(path)}:{call.lineno}", written


def test_every_name_of_an_address_exists() -> None:
    known = {address.name for address in addresses()}
    used = list(named_in_python())
    used += [(short(path), name) for path in templates() for name in _URL.findall(path.read_text())]
    assert not sorted({f"{place}: {name}" for place, name in used if name not in known})


def test_every_template_compiles() -> None:
    wrong = []
    for path in templates():
        try:
            get_template(short(path).removeprefix("templates/"))
        except TemplateSyntaxError as error:
            wrong.append(f"{short(path)}: {error}")
    assert not wrong


@cache
def templates_in_python() -> list[tuple[str, str]]:
    """Names of templates, also `page.html#part`, written in the code."""
    return [
        (f"{short(path)}:{node.lineno}", str(node.value))
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and _PAGE.fullmatch(str(node.value))
    ]


def test_every_template_that_is_named_exists() -> None:
    used = [*templates_in_python()]
    used += [(short(path), name) for path in templates() for name in _PART.findall(path.read_text())]
    missing = []
    for place, name in used:
        try:
            get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError) as error:
            missing.append(f"{place}: {name} ({error})")
    assert not missing


def test_every_template_is_used() -> None:
    named = {name.split("#")[0] for _, name in templates_in_python()}
    named |= {name for path in templates() for name in _PART.findall(path.read_text())}
    text = "\n".join(path.read_text() for path in python_files())
    ours = [short(path).removeprefix("templates/") for path in templates()]
    # What libraries look for by name: the pages of django-allauth, Django's forms; letters are named without an ending.
    libraries = ("account/", "mfa/", "usersessions/", "allauth/", "django/", "socialaccount/", "elements/")
    unused = [name for name in ours if name not in named and not name.startswith(libraries)]
    assert not [name for name in unused if name.rsplit(".", 1)[0].rsplit("/", 1)[-1] not in text]
