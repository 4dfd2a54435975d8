"""The evidence that members has for levels and badges."""

from members.recognition import proving

__all__ = ["proving"]
