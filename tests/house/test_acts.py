"""Acts of the log of moderation: entered = declared = documented."""

import ast
import re

from django.conf import settings

from moderation.ledger.acts import ACTS
from tests.house.source import calls


def told() -> set[str]:
    """Every act the page about the log names in its table."""
    page = (settings.ROOT / "docs" / "log.md").read_text()
    table = page.partition("## Acts")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and "---" not in line]
    return {word for row in rows for word in re.findall(r"`([a-z_]+)`", row.split("|", 2)[2])}


def test_the_page_about_the_log_names_every_act_and_no_other() -> None:
    said, known = told(), set(ACTS)
    assert not sorted(known - said), "docs/log.md does not name these."
    assert not sorted(said - known), "The log has no such act."


def test_what_is_entered_is_known() -> None:
    entered = {
        str(call.args[0].value)
        for path, name, call in calls()
        if name == "enter" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert entered and not entered - set(ACTS)
