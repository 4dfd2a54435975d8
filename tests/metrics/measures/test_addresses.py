"""Whatever leads somewhere leads to a page that there is."""

import pytest

from metrics.drawing.tabs import tabs
from metrics.measures.addresses import address
from metrics.measures.all import MEASURES


@pytest.mark.parametrize("key", MEASURES)
def test_the_remedy_of_a_measure_begins_at_a_page(key: str) -> None:
    name = MEASURES[key].remedy_url
    assert address(name).startswith("/") if name else address(name) == ""


def test_every_tab_is_a_page_and_one_of_them_is_this_one() -> None:
    assert all(str(tab["url"]).startswith("/manage/health/") for tab in tabs("cohorts"))
    assert [tab["url"] for tab in tabs("cohorts") if tab["current"]] == ["/manage/health/cohorts/"]
