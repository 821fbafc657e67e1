# One image for web, workers and beat. The pages' files are built in.
FROM python:3.11-slim-bookworm AS built
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /srv/portal
RUN pip install --no-cache-dir uv==0.13.8
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
COPY . .
# Only for building: the key is thrown away with this layer's environment.
RUN python -m compileall -q . \
    && DATA_DIR=/srv/data SECRET_KEY=building .venv/bin/python -m scripts.messages --compile \
    && DATA_DIR=/srv/data SECRET_KEY=building .venv/bin/python manage.py build_assets \
    && DATA_DIR=/srv/data SECRET_KEY=building .venv/bin/python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
# For backups. No version is pinned: Debian's security updates are wanted.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --home-dir /srv/home portal \
    && mkdir -p /srv/data/files \
    && chown -R portal /srv/data
COPY --from=built /srv/portal /srv/portal
COPY --from=built /srv/data/static /srv/static
WORKDIR /srv/portal
ENV PATH=/srv/portal/.venv/bin:$PATH ALIVE_FILE=/tmp/alive \
    DATA_DIR=/srv/data STATIC_ROOT=/srv/static HOST=0.0.0.0 PORT=8000 \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
VOLUME /srv/data
EXPOSE 8000
CMD ["scripts/start", "web"]
