"""Browsers for tests of whole pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A tab in which no script runs."""
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        context.set_default_timeout(30_000)
        yield context.new_page()
