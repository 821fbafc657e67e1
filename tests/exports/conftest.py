"""A store of this test's own, and long lists of few rows."""

import pytest

from exports import actions, serving


@pytest.fixture
def store(settings, tmp_path):
    """The folder in which the files of exports lie."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def long_lists(monkeypatch):
    """Three rows are many, and progress is told after every second one."""
    monkeypatch.setattr(serving, "AT_ONCE", 2)
    monkeypatch.setattr(actions, "CHUNK", 2)
