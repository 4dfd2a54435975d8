# What bin/dev, bin/test and bin/ci share: a Python 3.13, and everything the project needs in .venv.
# Read by sh; the caller has set -eu and stands in the source tree.

VENV=.venv
WANTED=3.13

# Trust whom this machine trusts, so that packages also come through a network with a certificate of its own.
if [ -e /etc/ssl/certs/ca-certificates.crt ] || [ "$(uname)" = Darwin ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
fi

refuse() {
    echo "talkoot: $*" >&2
    exit 1
}

# A Python of the wanted version that can make virtual environments; prints its path.
find_python() {
    for candidate in python$WANTED python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/$WANTED*/bin/python \
        /opt/homebrew/bin/python$WANTED /usr/local/bin/python$WANTED; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c \
            'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

# A uv that can fetch a Python: the one installed, else one brought by whatever Python is here; prints its path.
find_uv() {
    command -v uv && return 0
    for candidate in python3 python; do
        if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            "$candidate" -m venv "$1" >/dev/null 2>&1 &&
                "$1/bin/python" -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1 &&
                echo "$1/bin/uv" && return 0
        fi
    done
    return 1
}

# A .venv with a Python that uv fetches, for machines without one of the wanted version.
fetch_python() {
    found=$(python3 --version 2>/dev/null || echo "no Python")
    lent=$(mktemp -d)
    uv=$(find_uv "$lent") || {
        rm -rf "$lent"
        refuse "Talkoot needs Python $WANTED with venv, and found $found; install it (pyenv install $WANTED) and start again."
    }
    echo "Python $WANTED is not on this machine; fetching one for Talkoot."
    said=$("$uv" venv --quiet --seed --clear --python $WANTED "$VENV" 2>&1) || {
        rm -rf "$lent"
        refuse "Talkoot needs Python $WANTED, found $found, and could not fetch one ($(echo "$said" | tail -n 1 |
            sed 's/^ *cause: //')); install it (pyenv install $WANTED) and start again."
    }
    cp "$uv" "$VENV/bin/uv"
    rm -rf "$lent"
}

# Make .venv with uv in it, unless a working one is there.
ensure_venv() {
    if "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1 &&
        [ -x "$VENV/bin/uv" ]; then
        return 0
    fi
    [ -w . ] || refuse "$PWD cannot be written by this account; copy the source to a folder of your own."
    [ "$(df -Pk . | awk 'NR == 2 { print $4 }')" -gt 1000000 ] ||
        refuse "The disk of $PWD is nearly full; the packages need 1 GB."
    if python=$(find_python); then
        "$python" -m venv --clear "$VENV" || refuse "$python could not make a virtual environment in $PWD/$VENV."
        "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check uv ||
            refuse "The package uv could not be installed; is the package index reachable?"
    else
        fetch_python
    fi
}

# ensure_packages run|all: the locked packages, for running or with those for tests and checks.
ensure_packages() {
    began=$(date +%s)
    ensure_venv
    stamp=$VENV/talkoot-$1.stamp
    now=$("$VENV/bin/python" -c '
import hashlib, pathlib, sys
lock = hashlib.sha256(pathlib.Path("uv.lock").read_bytes() + pathlib.Path("pyproject.toml").read_bytes())
print(sys.version.split()[0], lock.hexdigest())')
    [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return 0
    groups=--all-groups
    [ "$1" = run ] && groups=--no-default-groups
    UV_PROJECT_ENVIRONMENT=$VENV "$VENV/bin/uv" sync --quiet --frozen --inexact $groups --python "$VENV/bin/python" ||
        refuse "The packages could not be installed; the lines above say why."
    echo "$now" >"$stamp"
    [ "$1" = run ] || echo "$now" >"$VENV/talkoot-run.stamp"
    echo "Packages installed in $(($(date +%s) - began)) s."
}

# A browser for the browser tests: Debian's, else Playwright's own. Says so when there is none.
ensure_browser() {
    for browser in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
        [ -x "$browser" ] && return 0
    done
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing Chromium for the browser tests."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; } \
            </dev/null >/dev/null && return 0
    fi
    "$VENV/bin/python" -m playwright install chromium </dev/null && return 0
    echo "talkoot: no browser could be installed; the browser tests will be skipped (and fail where CI=true)." >&2
}

# What is compiled once serves every process of a run and those it starts, also where Python is told to write nothing
# beside the source.
compile_once() {
    unset PYTHONDONTWRITEBYTECODE
    export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-${TALKOOT_HOME:-$PWD/var/test}/pycache}"
}
