"""The sections of the digest that programs bring."""

from programs.calendar import digesting as calendar

__all__ = ["calendar"]
