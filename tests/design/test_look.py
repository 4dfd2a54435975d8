"""The small tags every page is made of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils import timezone, translation
from time_machine import travel

from community.spaces.navigation import Place
from config.lib.templatetags import look

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(seconds=-20), "now"),
        (timedelta(minutes=38), "38\u00a0min"),
        (timedelta(hours=9), "9\u00a0h"),
        (timedelta(hours=20), "Yesterday"),
        (timedelta(days=2), "Wed"),
        (timedelta(days=17), "3 Nov"),
        (timedelta(days=400), "16 Oct 2025"),
    ],
)
def test_times_in_lists_are_short(ago: timedelta, words: str) -> None:
    with travel(NOW, tick=False), timezone.override("UTC"):
        assert f">{words}</time>" in look.when(NOW - ago)


def test_a_time_carries_its_full_date_for_machines_and_for_the_curious() -> None:
    with travel(NOW, tick=False), timezone.override("Europe/Helsinki"):
        shown = look.moment(NOW)
    assert 'datetime="2026-11-20T16:05:00+02:00"' in shown
    assert "Friday 20 November 2026, 16:05" in shown
    assert ">Today 16:05</time>" in shown


def test_no_time_is_nothing() -> None:
    assert look.when(None) == ""
    assert look.moment(None) == ""


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ines Duarte", "ID"),
        ("Madonna", "M"),
        ("léa de la Tour", "LT"),
        ("", "?"),
        ("  ", "?"),
        ("Ann (host)", "A"),
        ("山田 太郎", "山太"),
    ],
)
def test_initials_come_from_the_first_and_the_last_word(full: str, short: str) -> None:
    assert look.initials(full) == short


def test_a_hostile_name_stays_text_in_a_face() -> None:
    shown = look.face(SimpleNamespace(pk=3, name="<script> &", photo='"><script>'))
    assert "<script" not in shown


def test_a_face_shows_the_photo_or_the_initials_in_the_members_hue() -> None:
    assert (
        look.face(SimpleNamespace(pk=15, name="Mira Laine", photo=""), "small")
        == '<span class="face small hue-3" aria-hidden="true">ML</span>'
    )
    shown = look.face(SimpleNamespace(pk=15, name="Mira Laine", photo="faces/a.webp"))
    assert 'width="40" height="40"' in shown
    assert "faces/a.webp" in shown


def test_an_icon_alone_has_a_name_and_beside_a_word_has_none() -> None:
    assert 'aria-hidden="true"' in look.icon("check")
    assert 'role="img" aria-label="Close"' in look.icon("x", "Close")


def test_page_numbers_skip_what_is_far_away() -> None:
    pages = Paginator(range(400), 20)
    assert look.page_numbers(pages, 10) == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert look.page_numbers(pages, 1) == [1, 2, 3, 0, 20]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/148.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/148.0 Safari/537.36 Edg/148.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0", "Firefox on Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "An unknown device"),
    ],
)  # fmt: skip
def test_a_device_is_named_as_its_owner_would(said: str, words: str) -> None:
    assert look.device(said) == words


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="Ask it the way you would say it.")
    note = forms.CharField(required=False)
    follow = forms.BooleanField(required=False)
    rhythm = forms.ChoiceField(choices=[("w", "Weekly"), ("n", "Never")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_wrong_form_names_its_errors_above_and_beside_the_field() -> None:
    html = str(Sample({"title": "", "rhythm": "w"}))
    assert html.count("This field is required.") == 2
    assert 'href="#id_title"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html


def test_optional_fields_say_so_and_choices_are_a_group() -> None:
    html = str(Sample())
    assert html.count("(optional)") == 1
    assert "<fieldset" in html
    assert "<legend>Rhythm" in html
    assert 'class="input"' in html
    assert html.count('type="hidden"') == 1


def test_a_row_of_the_navigation_says_its_own_number_in_the_language_of_who_reads() -> None:
    row = Place("/inbox/", "Inbox", "inbox", 3)
    assert look.place_row(row) == look.place_row(row)
    assert ">3</span>" in look.place_row(row) and "3 new" in look.place_row(row)
    assert "3 uutta" in _in_finnish(row)
    assert ">4</span>" in look.place_row(replace(row, count=4))
    assert 'class="count"' not in look.place_row(replace(row, count=0))
    assert 'aria-current="page"' in look.place_row(replace(row, current=True))
    assert 'class="count hot"' in look.place_row(row, hot=True) and 'class="count"' in look.place_row(row)


def _in_finnish(row: Place) -> str:
    with translation.override("fi"):
        return look.place_row(row)
