"""Everything by keyboard: single keys in lists and threads, their switch, the order of tabs, skip links."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from community.following.reading import mark_read
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from tests.conftest import Enter  # type: ignore[attr-defined]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
