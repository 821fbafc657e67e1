"""Many people at the same moment."""

import threading

from django.db import connections


def at_once(work, items, hands):
    """Call `work(item)` for every item from `hands` threads that start together.

    Returns what the calls gave; an exception counts as an answer.
    """
    waiting, answers, gate = list(items), [], threading.Barrier(hands)

    def answer(item):
        try:
            return work(item)
        except Exception as error:  # noqa: BLE001 - the test looks at every one
            return error

    def run():
        gate.wait()
        try:
            while True:
                try:
                    item = waiting.pop()
                except IndexError:
                    return
                answers.append(answer(item))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
