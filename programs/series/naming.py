"""How tasks name a program: the whole team reads them, and does not browse private spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.seeing import Visibility

if TYPE_CHECKING:
    from programs.series.models import Program


def is_behind_a_door(program: Program) -> bool:
    """Whether it stands in a private space."""
    return program.space is not None and program.space.visibility == Visibility.PRIVATE


def for_the_team(program: Program, name: str) -> str:
    """Its name, or that of one of its dates; of what stands behind a door only what kind it is."""
    return _("%(kind)s in a private space") % {"kind": program.kind.noun} if is_behind_a_door(program) else name
