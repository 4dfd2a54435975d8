"""How much a request may carry, whichever server takes it in."""

from django.conf import settings

FORM_BYTES = 2_000_000
"""Whatever holds no files is text."""


def with_files() -> int:
    """The bytes of a form with files: one file of the largest kind, and text beside it."""
    return int(settings.UPLOAD_LIMIT_BYTES) + FORM_BYTES


def is_too_large(content_type: str, length: str) -> bool:
    """Whether a body that announces this length is refused before it is read."""
    limit = with_files() if content_type.strip().lower().startswith("multipart/form-data") else FORM_BYTES
    return length.isdigit() and (len(length) > 15 or int(length) > limit)
