"""The kit: every component in every state on one page, for whoever builds pages (local runs only)."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config import kit_health
from config.lib.audience import public
from config.lib.stylesheet import SOURCE

COLOURS = [
    ("canvas", "behind everything"), ("surface", "the sheet"), ("surface-2", "wells, hover"),
    ("surface-3", "tracks, pressed"), ("line", "hairlines"), ("line-strong", "edges of fields"),
    ("ink", "text"), ("ink-2", "secondary"), ("ink-3", "meta"),
    ("accent", "act, selected"), ("accent-ink", "links"), ("accent-soft", "selected"),
    ("ok", "answered, done"), ("warn", "soon"), ("bad", "late, remove"), ("glow", "thanks"),
]  # fmt: skip
SPACES = ["Start here", "Questions", "Integrations", "Playbooks", "Show & tell", "Product feedback", "Local clubs"]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Title", help_text="Ask it the way you would say it.")
    email = forms.EmailField(label="E-mail", error_messages={"invalid": "Enter an e-mail like name@example.org"})
    space = forms.ChoiceField(label="Space", choices=[("playbooks", "Playbooks")], help_text="You can move it later.")
    about = forms.CharField(label="About you", widget=forms.Textarea, required=False)
    rhythm = forms.ChoiceField(
        label="Digest", choices=[("w", "Weekly"), ("n", "Never")], widget=forms.RadioSelect, required=False
    )
    follow = forms.BooleanField(label="Follow replies", required=False)


def _people() -> list[SimpleNamespace]:
    names = ["Piotr Zawadzki", "Mira Laine", "Anna Volkova", "Kofi Mensah", "Yuki Tanaka", "Léa Moreau", "Sam Okafor"]
    return [SimpleNamespace(pk=number * 5, name=name) for number, name in enumerate(names)]


def _icons() -> list[str]:
    listed = (SOURCE.parent.parent / "bin" / "icons.txt").read_text(encoding="utf-8")
    return sorted(listed.split())


@public
def kit(request: HttpRequest) -> HttpResponse:
    """Show the kit."""
    form = SampleForm({"title": "How do we hand over a series?", "email": "ines@brzoza", "space": "playbooks"})
    context = {
        "colours": COLOURS,
        "hues": range(12),
        "icons": _icons(),
        "people": _people(),
        "spaces": [
            SimpleNamespace(name=name, hue=hue) for name, hue in zip(SPACES, [2, 7, 9, 0, 10, 4, 1], strict=True)
        ],
        "form": form,
        "now": timezone.now(),
        **kit_health.samples(),
        "page": Paginator(range(400), 20).page(6),
        "tabs": [
            {"url": "#", "label": "For you", "current": True},
            {"url": "#", "label": "Following", "count": 3},
            {"url": "#", "label": "Latest"},
            {"url": "#", "label": "Unanswered", "count": 9},
        ],
        "choices": [{"url": "#", "label": label, "current": label == "Soft"} for label in ("Square", "Soft", "Round")],
        "items": [
            {"url": "#", "label": "Quote", "icon": "quote", "key": "Q"},
            {"url": "#", "label": "Copy link", "icon": "link", "key": "S"},
            {"url": "#", "label": "Save for later", "icon": "bookmark", "key": "B"},
            {"url": "#", "label": "Report…", "icon": "flag", "key": "!", "danger": True},
        ],
    }
    return render(request, "dev/kit.html", context)
