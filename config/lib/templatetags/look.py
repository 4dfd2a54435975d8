"""Icons, faces, times, stylesheets: the small pieces every page is made of."""

import datetime as dt
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.lib import spans
from config.lib.zones import zone_name

register = template.Library()

HUES = 12
FACE_PIXELS = {"": 40, "tiny": 22, "small": 28, "large": 52, "huge": 96}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Decoration, unless it stands alone and has a label."""
    return _icon(f"{static('icons.svg')}#{name}", label)


@lru_cache(1000)
def _icon(href: str, label: str) -> SafeString:
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def place_row(place: Any, *, hot: bool = False) -> SafeString:
    """A row of the navigation, drawn once for all who are shown the same. hot: draw the count as a pill."""
    return _place_row(place, hot, get_language(), static("icons.svg"))


@lru_cache(2000)
def _place_row(place: Any, hot: bool, language: str | None, icons: str) -> SafeString:
    return render_to_string("components/place.html", {"place": place, "hot": hot})


@register.simple_tag
def favicon(mark: str = "") -> SafeString:
    """The picture of the tab: the community's mark; without one our own, which is small enough to stand in the page."""
    return format_html('<link rel="icon" href="{}">', mark or _own_favicon())


@cache
def _own_favicon() -> str:
    picture = (settings.ROOT / "static" / "favicon.svg").read_text(encoding="utf-8")
    return f"data:image/svg+xml,{quote(picture.strip())}"


@register.simple_tag
def stylesheet(name: str = "talkoot") -> SafeString:
    """The link to a bundle: `talkoot` for every page; some ask for another one in addition."""
    return format_html('<link rel="stylesheet" href="{}">', static(f"dist/{name}.css"))


@register.filter
def hue(number: int | None) -> str:
    """The class of one of the twelve hues for any number, usually an id."""
    return f"hue-{(number or 0) % HUES}"


@register.filter
def zone(name: str) -> str:
    """A time zone as people read it."""
    return zone_name(name)


@register.filter
def initials(name: str, letters: int = 2) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in str(name).split() if word[0].isalnum()] or [str(name).strip() or "?"]
    chosen = words[0][0] + (words[-1][0] if len(words) > 1 and letters > 1 else "")
    return chosen.upper()


@register.simple_tag
def face(member: Any, size: str = "") -> SafeString:
    """A member's photo or initials; decoration, because the name stands beside it. Sizes: tiny, small, large, huge."""
    name = getattr(member, "name", "") or "?"
    classes = " ".join(filter(None, ["face", size, hue(getattr(member, "pk", 0))]))
    photo = getattr(member, "photo", "")
    if photo:
        pixels = FACE_PIXELS[size]
        # The photo is kept at 80, 160 and 320 pixels; twice the shown size stays sharp on any screen.
        photo = photo.replace("-160.", "-80." if pixels <= 40 else "-320." if pixels > 80 else "-160.")
        return format_html(
            '<span class="{}" aria-hidden="true"><img src="{}{}" alt="" width="{}" height="{}" loading="lazy"></span>',
            classes, settings.MEDIA_URL, photo, pixels, pixels,
        )  # fmt: skip
    letters = initials(name, 1 if size == "tiny" else 2)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, letters)


def _clock(moment: dt.datetime) -> str:
    return formats.date_format(moment, "H:i")


def _day(moment: dt.datetime, today: dt.date) -> str:
    """A day in few words: Yesterday, Wed, 3 Nov, 3 Nov 2025."""
    ago = (today - moment.date()).days
    if ago == 1:
        return _("Yesterday")
    if 1 < ago < 7:
        return formats.date_format(moment, "D")
    return formats.date_format(moment, "SHORT_DAY_FORMAT" if moment.year == today.year else "SHORT_DATE_FORMAT")


def _time(moment: dt.datetime, words: str) -> SafeString:
    full = formats.date_format(moment, "DATETIME_FORMAT")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(timespec="seconds"), full, words)


@register.simple_tag
def when(moment: dt.datetime | None) -> SafeString | str:
    """How long ago, for lists: now, 38 min, 9 h, Yesterday, Wed, 3 Nov."""
    if moment is None:
        return ""
    here, now = timezone.localtime(moment), timezone.localtime()
    minutes = int((now - here).total_seconds() // 60)
    if minutes < 1:
        words = _("now")
    elif minutes < 60 or (minutes < 24 * 60 and here.date() == now.date()):
        words = spans.in_words(minutes)
    else:
        words = _day(here, now.date())
    return _time(here, words)


@register.simple_tag
def moment(moment: dt.datetime | None) -> SafeString | str:
    """A day with its time of day, for posts: Today 08:41, Thu 09:12, 3 Nov 14:05."""
    if moment is None:
        return ""
    here, today = timezone.localtime(moment), timezone.localdate()
    day = _("Today") if here.date() == today else _day(here, today)
    return _time(here, f"{day} {_clock(here)}")


_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def device(user_agent: str) -> str:
    """A browser and its system in words people know, from what the browser says of itself; else what it says, short."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent[:40] or _("An unknown device")


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> list[int]:
    """The page numbers worth showing around one page; 0 stands for a gap."""
    shown = paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    return [page if isinstance(page, int) else 0 for page in shown]


@register.filter
def kind(field: BoundField) -> str:
    """How a form field is laid out: hidden, check (one box), group (several to choose from) or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "line"


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The control of a form field with the classes of the house."""
    if kind(field) != "line":
        return field.as_widget()
    return field.as_widget(attrs={"class": f"input {field.field.widget.attrs.get('class', '')}".strip()})
