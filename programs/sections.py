"""The sections of the digest that programs bring."""

from programs.amas import digesting as _amas  # noqa: F401
from programs.calendar import digesting as _calendar  # noqa: F401
from programs.events import digesting as _events  # noqa: F401
"""What programs say in the digest."""

from programs.challenges import digesting as challenges

__all__ = ["challenges"]
