"""The variables that settings ask for: read from the environment or from a file, and remembered by name."""

import re
from typing import Any

import environ

_SECRET = re.compile(r"SECRET|TOKEN|PASSWORD|(^|_)KEY(_|$)|_KEYS$|_URL$")
_OPEN = {"PUBLIC_URL"}


class Variables(environ.FileAwareEnv):  # type: ignore[misc] # django-environ brings no types
    """`X`, or the content of the file that `X_FILE` names."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get_value(self, var: str, *args: Any, **options: Any) -> Any:
        """What is set, or the default; the name is remembered."""
        self.asked.add(var)
        return super().get_value(var, *args, **options)

    def given(self) -> dict[str, str]:
        """What was asked for and is set, as it was written."""
        return {name: self.ENVIRON[name] for name in sorted(self.asked) if name in self.ENVIRON}


def is_secret(name: str) -> bool:
    """Whether a variable may hold something that opens a door: keys, tokens, passwords, addresses with passwords."""
    return name not in _OPEN and _SECRET.search(name) is not None
