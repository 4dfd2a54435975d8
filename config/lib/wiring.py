"""What every app does when Django is ready: load its declarations, if it has any."""

from importlib import import_module
from importlib.util import find_spec

DECLARATIONS = (
    "verbs", "notices", "subscribers", "live", "predicates", "evidence", "sections", "own_data", "readiness",
    "standing", "subjects", "panels", "formats",
)  # fmt: skip


def load(app: str) -> None:
    """Import the app's declarations, in an order in which each finds those it rests on."""
    for name in DECLARATIONS:
        if find_spec(f"{app}.{name}"):
            import_module(f"{app}.{name}")
