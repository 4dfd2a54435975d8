"""A Dockerfile carried out without Docker: each stage is a folder with a Debian in it, where each step runs.

Knows what our Dockerfile uses, and refuses everything else, so that nothing is left out silently.
"""

import fnmatch
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

PASSED_ON = (
    "PIP_",
    "UV_",
    "SSL_CERT",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)
"""What this machine needs to reach the package index."""


DEBIAN_PATH = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin"


@dataclass
class Stage:
    """One stage: its folder, and what holds for its next steps."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": DEBIAN_PATH})
    folder: str = "/"
    user: str = "0:0"
    command: list[str] = field(default_factory=list)


def steps(text: str) -> list[tuple[str, str]]:
    """Instructions and their words, lines joined and comments left out."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", lines)
    return [(line.split()[0].upper(), line.split(None, 1)[1].strip()) for line in joined.splitlines() if line.strip()]


def build(file: Path, base: Path, work: Path) -> Stage:
    """Carry out the file from a clean Debian; returns its last stage. Raises if a step fails."""
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for number, (instruction, words) in enumerate(steps(file.read_text()), 1):
        print(f"  {number:2d} {instruction} {words[:100]}", flush=True)
        if instruction == "FROM":
            image, _, name = words.partition(" AS ")
            root = work / f"stage-{len(stages)}"
            subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
            stage = stages[name.strip() or image] = Stage(root)
        elif instruction == "RUN":
            _run(stage, words)
        elif instruction == "COPY":
            _copy(stage, words.split(), stages, file.parent)
        elif instruction == "ENV":
            _set(stage, words)
        elif instruction == "WORKDIR":
            stage.folder = words
            (stage.root / words.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif instruction == "USER":
            stage.user = words
        elif instruction == "CMD":
            stage.command = json.loads(words)
        elif instruction not in ("VOLUME", "EXPOSE", "HEALTHCHECK"):
            raise SystemExit(f"image-check does not know {instruction}; teach it (bin/dockerfile.py).")
    return stage


def _set(stage: Stage, words: str) -> None:
    for name, value in re.findall(r"(\w+)=(\S+)", words):
        stage.environment[name] = re.sub(r"\$(\w+)", lambda found: stage.environment.get(found[1], ""), value)


def chroot(stage: Stage, words: str) -> "subprocess.CompletedProcess[str]":
    """Words of a shell in the stage's folder; whatever comes of it."""
    from_outside = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
    return subprocess.run(
        ["chroot", str(stage.root), "sh", "-c", f"cd {stage.folder} && {words}"],
        env=from_outside | {"UV_SYSTEM_CERTS": "1", "HOME": "/root", "LANG": "C.UTF-8"} | stage.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _run(stage: Stage, words: str) -> None:
    done = chroot(stage, words)
    if done.returncode:
        raise SystemExit(
            f"image-check: this step failed with {done.returncode}.\n{done.stdout[-1500:]}{done.stderr[-3000:]}"
        )


def _copy(stage: Stage, words: list[str], stages: dict[str, Stage], context: Path) -> None:
    *sources, target = [word for word in words if not word.startswith("--")]
    into = stage.root / (Path(stage.folder) / target).as_posix().lstrip("/")
    origin = next((word.removeprefix("--from=") for word in words if word.startswith("--from=")), None)
    if origin is not None:
        for source in sources:
            subprocess.run(["cp", "-a", str(stages[origin].root / source.lstrip("/")), str(into)], check=True)
        return
    wanted = taken_along(context)
    for path in wanted:
        if sources == ["."] or path in sources:
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(context / path, into / path)


def taken_along(context: Path) -> list[str]:
    """The files that .dockerignore lets in: it shuts out all, lets in some, and of these shuts out some again."""
    lines = [line for line in (context / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    if lines[0] != "*":
        raise SystemExit(".dockerignore must begin with *: only what runs goes into the image.")
    let_in = [line[1:] for line in lines if line.startswith("!")]
    shut_out = [line for line in lines[1:] if not line.startswith("!")]
    found: list[str] = []
    for name in let_in:
        top = context / name
        files = [top] if top.is_file() else [path for path in top.rglob("*") if path.is_file()]
        found += [path.relative_to(context).as_posix() for path in files]
    return [path for path in found if not any(_matches(path, pattern) for pattern in shut_out)]


def _matches(path: str, pattern: str) -> bool:
    parts = path.split("/")
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
    return any(fnmatch.fnmatch("/".join(parts[:length]), pattern) for length in range(1, len(parts) + 1))
