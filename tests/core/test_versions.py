"""Rows that count their changes."""

import pytest

from core.errors import ChangedMeanwhileError
from tests.projects.factories import ProjectFactory


def test_of_two_people_who_read_the_same_version_one_saves(cast):
    project = ProjectFactory(partnership=cast.partnership)
    read = project.version
    project.claim(read)
    with pytest.raises(ChangedMeanwhileError):
        project.claim(read)
    project.refresh_from_db()
    assert project.version == read + 1
