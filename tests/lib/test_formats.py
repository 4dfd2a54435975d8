"""Days and moments are written as each language writes them."""

from datetime import UTC, datetime

import pytest
from django.utils import formats, translation

MOMENT = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)

# Names of weekdays begin large in Polish and Russian, as the framework writes them, wherever they stand.
WRITTEN = {
    "en": ("3 November 2026", "3 November", "Tuesday 3 November 2026, 09:05", "3 Nov"),
    "fi": ("3. marraskuuta 2026", "3. marraskuuta", "tiistai 3. marraskuuta 2026, 09.05", "3. 11."),
    "hu": ("2026. november 3.", "november 3.", "2026. november 3., kedd, 09:05", "nov. 3."),
    "pl": ("3 listopada 2026", "3 listopada", "Wtorek, 3 listopada 2026, 09:05", "3 lis"),
    "ru": ("3 ноября 2026", "3 ноября", "Вторник, 3 ноября 2026, 09:05", "3 ноя"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_day_is_written_as_in_its_language(language: str) -> None:
    shapes = ("DATE_FORMAT", "MONTH_DAY_FORMAT", "DATETIME_FORMAT", "SHORT_DAY_FORMAT")
    with translation.override(language):
        assert tuple(formats.date_format(MOMENT, shape) for shape in shapes) == WRITTEN[language]
