"""The sections of the digest that programs bring."""

from programs.calendar import digesting as calendar

__all__ = ["calendar"]
"""What programs say in the digest."""

from programs.events import digesting as _events  # noqa: F401
"""What programs say in the digest."""

from programs.amas import digesting as amas

__all__ = ["amas"]
