"""Trait: the community's look: colour, corners, mark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.cache import cache
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.lib import theme
from members.activity.log import record
from members.installation.icons import draw_icons, forget_icons
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.installation.models import Installation

_FORMER_SECONDS = 7 * 24 * 3600
colour_shape = RegexValidator(
    r"\A#[0-9a-f]{6}\Z", _("Write the colour as # and six digits or letters a to f, like #07657d.")
)


class Corners(models.TextChoices):
    """How round the corners are."""

    SQUARE = "square", _("Square")
    SOFT = "soft", _("Soft")
    ROUND = "round", _("Round")


class Painted(models.Model):
    """Has a mark, and colours that can be read."""

    mark = models.CharField(max_length=120, blank=True, editable=False)
    accent = models.CharField(_("colour"), max_length=7, blank=True, validators=[colour_shape])
    corners = models.CharField(_("corners"), max_length=8, choices=Corners.choices, default=Corners.SOFT)
    theme_css = models.TextField(blank=True, editable=False)
    theme_hash = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def mark_url(self) -> str:
        """Where the mark's picture is; empty when the shipped mark is used."""
        return f"{settings.MEDIA_URL}{self.mark}" if self.mark else ""

    @property
    def theme_url(self) -> str:
        """The stylesheet made of the community's colour; empty when the shipped colours are used."""
        return reverse("theme", args=[self.theme_hash]) if self.theme_hash else ""

    @transaction.atomic
    def paint(self, accent: str, corners: str, *, by: Member) -> None:
        """Take this colour (#rrggbb; "" is petrol) and these corners. Raises UnreadableError, ValueError."""
        installation = cast("Installation", self)
        installation.lock()
        css = stylesheet_of(accent, corners)
        if (self.accent, self.corners, self.theme_css) == (accent, corners, css):
            return
        if self.theme_hash:
            # Pages that were sent a moment ago still name the stylesheet they were drawn with.
            cache.set(former_key(self.theme_hash), self.theme_css, _FORMER_SECONDS)
        self._draw_anew(accent, self.mark)
        self.accent, self.corners = accent, corners
        self.theme_css, self.theme_hash = css, theme.fingerprint(css) if css else ""
        installation.keep("accent", "corners", "theme_css", "theme_hash")
        record("installation.painted", actor=by, subject=self, accent=accent, corners=corners)

    @transaction.atomic
    def take_mark(self, mark: str, *, by: Member) -> None:
        """Show this picture (a name under MEDIA_ROOT) as the mark; "" is the shipped mark."""
        installation = cast("Installation", self)
        installation.lock()
        if self.mark != mark:
            self._draw_anew(self.accent, mark)
            self.mark = mark
            installation.keep("mark")
            record("installation.mark_changed", actor=by, subject=self)

    def _draw_anew(self, accent: str, mark: str) -> None:
        """Once this is committed: icons of the new look, none of the old one."""
        if (accent, mark) != (self.accent, self.mark):
            transaction.on_commit(partial(forget_icons, self.accent, self.mark))
            transaction.on_commit(partial(draw_icons, cast("Installation", self)))


def stylesheet_of(accent: str, corners: str) -> str:
    """The stylesheet of a look; empty for the shipped one. Raises UnreadableError, ValueError."""
    if not accent and corners == Corners.SOFT:
        return ""
    return theme.css(theme.derive(accent) if accent else theme.PETROL, corners)


def former_key(fingerprint: str) -> str:
    """Where the cache keeps a stylesheet that is no longer the current one."""
    return f"theme:{fingerprint}"
