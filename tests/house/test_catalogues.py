"""The interface speaks five languages: nothing is missing, and what is filled in stays."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from django.urls import reverse
from django.utils import translation

from members.profiles.models import Member
from tests.house.source import ROOT, meanings, sentences, short

LANGUAGES = ["fi", "hu", "pl", "ru"]
_FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sdn]\b|\{\w*\}|</?[a-z][^>]*>")


def folder(language: str) -> Path:
    """Where the texts of a language stand."""
    return ROOT / "locale" / language / "LC_MESSAGES"


@cache
def catalogue(language: str) -> polib.POFile:
    """The texts of a language as written."""
    return polib.pofile(str(folder(language) / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_every_language(language: str) -> None:
    said = {entry.msgid for entry in catalogue(language) if entry.translated()}
    said |= {entry.msgid_plural for entry in catalogue(language) if entry.msgid_plural and entry.translated()}
    missing = {f"{short(path)}: {text}" for path, text in sentences() if text not in said}
    assert not sorted(missing), "bin/translate collects new texts into locale/."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_two_meanings_is_said_in_each(language: str) -> None:
    said = {(entry.msgctxt, entry.msgid) for entry in catalogue(language) if entry.translated()}
    assert not sorted(set(meanings()) - said), "bin/translate collects new texts into locale/."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stays(language: str) -> None:
    wrong = []
    for entry in catalogue(language):
        if entry.msgid_plural:
            # "One reply" needs no number; nothing may be filled in that the English does not know.
            known = set(_FILLED_IN.findall(entry.msgid_plural))
            wrong += [entry.msgid for form in entry.msgstr_plural.values() if set(_FILLED_IN.findall(form)) - known]
        elif sorted(_FILLED_IN.findall(entry.msgid)) != sorted(_FILLED_IN.findall(entry.msgstr)):
            wrong.append(entry.msgid)
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_texts_are_the_written_ones(language: str) -> None:
    def lines(entries: polib.POFile | polib.MOFile) -> set[tuple[str, ...]]:
        return {(e.msgctxt or "", e.msgid, e.msgstr, *map(str, sorted(e.msgstr_plural.items()))) for e in entries}

    assert lines(catalogue(language)) == lines(polib.mofile(str(folder(language) / "django.mo")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_follow_the_language(language: str) -> None:
    with translation.override(language):
        said = [translation.ngettext("%(n)s thread", "%(n)s threads", n) % {"n": n} for n in (1, 2, 5, 22)]
    assert len(set(said)) == 4
    # Polish and Russian have a form of their own for 2 to 4, and 22 goes with 2.
    words = [re.sub(r"\d+", "", one) for one in said]
    assert len(set(words)) == (3 if language in {"pl", "ru"} else len(set(words)))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_reads_pages_in_the_language_they_chose(language: str, as_: Any, nia: Member) -> None:
    nia.language = language
    nia.save(update_fields=["language"])
    page = as_(nia).get(reverse("settings_appearance")).content.decode()
    assert f'<html lang="{language}"' in page
    with translation.override(language):
        assert translation.gettext("Appearance") in page
    assert ">Appearance<" not in page
