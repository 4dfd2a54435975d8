"""The stylesheets as browsers get them: all files of static/css in one, and names that change with their content.

static/css/*.css become dist/talkoot.css for every page; each folder in it becomes a bundle of its own for some pages,
such as dist/staff.css. Nothing is committed and there is no build step: the finder below makes a bundle when somebody
asks for it and one of its files is newer.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SOURCE = settings.ROOT / "static" / "css"
FIRST = "layers.css"
BUNDLES = {
    "dist/talkoot.css": SOURCE,
    "dist/staff.css": SOURCE / "staff",
    "dist/chat.css": SOURCE / "chat",
    "dist/people.css": SOURCE / "people",
    "dist/dock.css": SOURCE / "dock",
    "dist/media.css": SOURCE / "media",
    "dist/ideas.css": SOURCE / "ideas",
    "dist/guides.css": SOURCE / "guides",
    "dist/recognition.css": SOURCE / "recognition",
    "dist/segments.css": SOURCE / "segments",
    "dist/journeys.css": SOURCE / "journeys",
    "dist/viewing.css": SOURCE / "viewing",
    "dist/welcome.css": SOURCE / "welcome",
    "dist/moderate.css": SOURCE / "moderate",
    "dist/reasons.css": SOURCE / "reasons",
    "dist/programs.css": SOURCE / "programs",
    "dist/planning.css": SOURCE / "planning",
    "dist/health.css": SOURCE / "health",
}

# In both, a string is matched first so that it stays as it is.
STRING = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
COMMENT = re.compile(STRING + r"|/\*.*?\*/", re.DOTALL)
SPACE = re.compile(STRING + r"|\s*([{};,])\s*|(:)\s+|\s+")


def shrink(css: str) -> str:
    """The same stylesheet without comments and needless white space."""
    bare = COMMENT.sub(lambda found: found[1] or " ", css)
    return SPACE.sub(lambda found: found[1] or found[2] or found[3] or " ", bare).replace(";}", "}").strip()


def bundle(folder: Path) -> str:
    """All stylesheets of a folder as one; the file with the order of the layers comes first."""
    files = sorted(folder.glob("*.css"), key=lambda file: (file.name != FIRST, file.name))
    return "".join(shrink(file.read_text(encoding="utf-8")) for file in files) + "\n"


class BundleFinder(BaseFinder):
    """Finds the bundles, written under TALKOOT_HOME when their parts have changed."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.TALKOOT_HOME / "bundle")

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing can be set wrongly here."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The absolute path of a bundle; an empty list for any other name."""
        if path not in BUNDLES:
            return []
        found = str(self._fresh(path))
        return [found] if find_all else found

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every bundle with the storage that holds it, for collectstatic."""
        for path in BUNDLES:
            self._fresh(path)
            yield path, self.storage

    def _fresh(self, path: str) -> Path:
        target = Path(self.storage.path(path))
        parts = [BUNDLES[path], *BUNDLES[path].glob("*.css")]
        if not target.exists() or target.stat().st_mtime < max(part.stat().st_mtime for part in parts):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written beside and moved, so that a process reading at this moment sees a whole file.
            draft = target.with_suffix(f".{os.getpid()}.tmp")
            draft.write_text(bundle(BUNDLES[path]), encoding="utf-8")
            draft.replace(target)
        return target


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files named by their content and compressed ahead, ES modules included; plain names before collectstatic ran."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file; worked out once, because every icon of a page asks."""
        if force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def stored_name(self, name: str) -> str:
        """The hashed name of a file; its own name if it was not collected: a missing picture must not cost a page."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
