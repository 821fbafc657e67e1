"""Many people at the same moment."""

import threading

import pytest
from django.db import connection, connections


def crowded(test):
    """Marks a test that calls `at_once`: its rows are committed, and SQLite leaves it out."""
    locked = pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"
    )
    return pytest.mark.django_db(transaction=True)(locked(test))


def at_once(work, items, hands=None):
    """Call `work(item)` for every item from threads that start together.

    There are `hands` of them, or one for each item. Returns what the calls gave; an
    exception counts as an answer.
    """
    waiting, answers = list(items), []
    gate = threading.Barrier(hands or len(waiting))

    def answer(item):
        try:
            return work(item)
        except Exception as error:  # noqa: BLE001 - the test looks at every one
            return error

    def run(item):
        gate.wait()
        try:
            while True:
                answers.append(answer(item))
                try:
                    item = waiting.pop()
                except IndexError:
                    return
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[waiting.pop()]) for _ in range(gate.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
