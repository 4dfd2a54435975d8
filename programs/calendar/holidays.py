"""Public holidays of the country that managers chose."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

_ENGLISH = ("en_US", "en_GB", "en")


@lru_cache(maxsize=1)
def countries() -> list[tuple[str, str]]:
    """Codes and English names of the countries whose holidays are known, by name."""
    from holidays.registry import COUNTRIES

    named = ((code[1], re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code[0])) for code in COUNTRIES.values())
    return sorted(named, key=lambda pair: pair[1])


def holidays_between(country: str, first: date, last: date) -> dict[date, str]:
    """By day, what is celebrated, in the reader's language where it is known; empty without a country."""
    if not country:
        return {}
    language = get_language() or "en"
    days = {day: name for year in range(first.year, last.year + 1) for day, name in _of(country, year, language)}
    return {day: name for day, name in sorted(days.items()) if first <= day <= last}


@lru_cache(maxsize=256)
def _of(country: str, year: int, language: str) -> tuple[tuple[date, str], ...]:
    from holidays import country_holidays

    plain = country_holidays(country, years=[year])
    spoken = (language, *(code for code in plain.supported_languages if code.startswith(language)), *_ENGLISH)
    wanted = next((code for code in spoken if code in plain.supported_languages), None)
    found = country_holidays(country, years=[year], language=wanted) if wanted else plain
    return tuple((day, found[day]) for day in sorted(found))
