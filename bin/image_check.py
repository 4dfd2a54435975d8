"""What bin/image-check does once it may: build, start, ask. All it makes is in one folder that goes at the end."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bin.composing import Community
from bin.dockerfile import Stage, build, chroot, taken_along

ROOT = Path(__file__).resolve().parent.parent
BASE = ["debootstrap", "--variant=minbase", "--include=ca-certificates,python3,python3-venv", "trixie"]
LARGEST_MB = 500


def main() -> None:
    """Build, look, start, ask, stop."""
    work = Path(tempfile.mkdtemp(prefix="talkoot-image-", dir="/var/tmp"))
    work.chmod(0o755)
    community: Community | None = None
    try:
        print("A clean Debian", flush=True)
        base = clean_debian(work)
        reach_packages(base)
        print("Dockerfile", flush=True)
        stage = build(ROOT / "Dockerfile", base, work)
        look_at(stage)
        community = Community(ROOT, work, stage)
        community.start()
        ask(community)
        community.restart_pages_under_load()
        community.stop()
    finally:
        if community:
            community.clear()
        clear_away(work)
    print("The image and everything docker-compose.yml starts from it work in a clean Debian.")


def clear_away(work: Path) -> None:
    """Remove the folder, unless something is still mounted in it: what is mounted is not ours to remove."""
    if str(work) in Path("/proc/self/mountinfo").read_text():
        print(f"image-check: something is still mounted in {work}; it stays.", file=sys.stderr)
    else:
        shutil.rmtree(work, ignore_errors=True)


def clean_debian(work: Path) -> Path:
    """Debian 13 as the image's base has it: with Python 3.13 under the name python, and nothing else."""
    base = work / "base"
    with (work / "debootstrap.log").open("w") as log:
        if subprocess.run([*BASE, str(base)], stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False).returncode:
            last = (work / "debootstrap.log").read_text().strip().splitlines()[-1]
            print(f"!!! image-check did NOT run: Debian could not be fetched ({last}).", file=sys.stderr)
            sys.exit(77)
    for name in ("python", "python3"):
        (base / "usr/local/bin" / name).symlink_to("/usr/bin/python3.13")
    # Whom this machine trusts, and where it asks for names, so that the package index is found as it is outside.
    for file in ("etc/ssl/certs/ca-certificates.crt", "etc/resolv.conf"):
        if (Path("/") / file).exists():
            (base / file).unlink(missing_ok=True)
            shutil.copy2(Path("/") / file, base / file)
    return base


def reach_packages(base: Path) -> None:
    """From inside it, as the first step of the image will; ends with 77 where the index cannot be reached."""
    tried = chroot(Stage(base), "python -m venv /probe && /probe/bin/pip download --quiet --no-deps --dest /probe uv")
    shutil.rmtree(base / "probe", ignore_errors=True)
    if tried.returncode:
        print(f"!!! image-check did NOT run: no packages reach a Debian in a folder ({tried.stderr.strip()[-300:]}).",
              file=sys.stderr)  # fmt: skip
        sys.exit(77)


def look_at(stage: Stage) -> None:
    """What is in it, and what is not."""
    inside = stage.root / "talkoot"
    megabytes = int(
        subprocess.run(["du", "-sm", str(inside)], capture_output=True, text=True, check=True).stdout.split()[0]
    )
    held(f"our part of the image is {megabytes} MB, at most {LARGEST_MB}", megabytes <= LARGEST_MB)
    for name in (".env", ".git", "tests", "docs", "var", "node_modules"):
        held(f"no {name} in it", not (inside / name).exists())
    held("static files are in it, packed", any((inside / "static-files").rglob("*.css.br")))
    held("every file let in is there", all((inside / path).exists() for path in taken_along(ROOT)))
    owned = subprocess.run(
        ["find", str(inside), "-not", "-user", "root"], capture_output=True, text=True, check=True
    ).stdout
    held("its account may change none of it", not owned)
    held("it runs as an account of its own", stage.user == "10001:10001")
    held("pages are what it runs unless told otherwise", stage.command == ["python", "-m", "config.pages"])


def ask(community: Community) -> None:
    """As a visitor does, through the proxy."""
    home = community.visit("/")
    held("pages come over HTTP/2", home.startswith("HTTP/2 "), home)
    held("HSTS for a year", "strict-transport-security: max-age=31536000" in home, home)
    held("nobody says which servers these are", "\nserver:" not in home and "\nvia:" not in home, home)
    page = community.visit("/first-run/", "--location", whole=True)
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    held("a page names its style by content", bool(style and re.search(r"\.[0-9a-f]{12}\.css", style[1])), page[:2000])
    static = community.visit(style[1] if style else "/", "--header", "Accept-Encoding: br")
    held("static files are kept for ever", "immutable" in static and "max-age=315360000" in static, static)
    held("and come packed", "content-encoding: br" in static, static)
    plain = community.visit("/", scheme="http")
    held("without TLS one is sent to TLS", plain.startswith("HTTP/1.1 308") and "https://localhost/" in plain, plain)
    big = community.work / "big"
    big.write_bytes(b"x" * 30_000_000)
    refused = community.visit("/first-run/", "--form", f"file=@{big}", "--http1.1", "--max-time", "60")
    held("what is far too large is refused", " 413" in refused, refused)
    held("a stream that may not be heard is refused", community.visit("/live/?c=thread:1").startswith("HTTP/2 404"))
    direct = community.inside(
        "curl", "-sS", "-D-", "-o/dev/null", "-HHost: localhost", "-HX-Forwarded-Proto: https", "http://web:8000/"
    )
    held("who passes the proxy by is not believed", " 301 " in direct, direct)
    code = community.manage("setup_code").strip()
    held("the setup code for the first steps is told", bool(re.fullmatch(r"[\w-]{6,}", code)), code)
    community.manage("check", "--deploy", "--fail-level", "WARNING")
    held("manage.py check --deploy is clean", True)
    community.manage("backup")
    verified = community.manage("backup", "--verify")
    held("a backup goes to its volume, and can be read back", "talkoot-" in verified, verified)
    held("the image may not write into itself", "Read-only" in community.touch("/talkoot/x"))


def held(what: str, so: bool, seen: str = "") -> None:
    """Say that it holds, or end with what was seen instead."""
    if not so:
        sys.exit(f"image-check: it is not so that {what}.\n{seen[:3000]}")
    print(f"  holds: {what}", flush=True)


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"{time.monotonic() - began:.0f} s")
