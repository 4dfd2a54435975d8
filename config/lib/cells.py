"""Tables that are opened in spreadsheets: the file, and its cells."""

from django.http import HttpResponse

# Some take the wide forms of East Asian keyboards for a formula too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_named(name: str) -> HttpResponse:
    """The answer that is saved as a file of this name; its rows are written into it."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_words(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
