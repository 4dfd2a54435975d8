"""Which embedding model related threads may use: none, or one in a folder that the owner names."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FILES = ("tokenizer.json", "model.safetensors")
PACKAGES = ("numpy", "safetensors", "tokenizers")


def related_model(setting: Callable[..., str]) -> str:
    """What RELATED_MODEL says, such as `static:/srv/models/potion`; empty where related threads go by words alone."""
    value = setting("RELATED_MODEL", default="").strip()
    if not value:
        return ""
    kind, _colon, folder = value.partition(":")
    if kind != "static" or not Path(folder).is_absolute():
        raise ImproperlyConfigured(
            f"RELATED_MODEL is {value!r}; it must be static: and the whole path of a folder, "
            "such as static:/srv/models/potion."
        )
    if missing := [name for name in FILES if not (Path(folder) / name).is_file()]:
        raise ImproperlyConfigured(f"RELATED_MODEL names {folder}, but {' and '.join(missing)} cannot be found there.")
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        raise ImproperlyConfigured(
            f"RELATED_MODEL is set, but {' and '.join(missing)} cannot be imported: install the extra vector."
        )
    return value
