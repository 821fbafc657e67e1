"""An SMTP server that receives everything and misbehaves on request.

Run as a program it writes one line for every message it took and reads its mood
from a file, so that the portal's processes and the sink die independently:

    python -m tests.fault.sink <folder>   # prints its port
"""

import asyncio
import sys
import threading
from pathlib import Path

# ok        takes everything
# later     451 to every recipient (greylisting)
# closed    421 instead of a greeting
# hang      greets and never answers again
# cut       hangs up after the content, without having taken it
# swallow   takes the content, then hangs up without saying so
# full      452 to every recipient
# busy      421 to the sender
# spam      550 5.7.1 to the content
# password  535 to every sign-in
# stranger  553 to the sender
MOODS = [
    "ok",
    "later",
    "closed",
    "hang",
    "cut",
    "swallow",
    "full",
    "busy",
    "spam",
    "password",
    "stranger",
]


class Sink:
    """The moods above; recipients that start with "gone" get 550 5.1.1."""

    def __init__(self):
        self.mood = "ok"
        self.delay = 0
        self.taken = []  # (recipient, message) in order
        self.connections = 0
        self.commands = []
        self.extensions = ["8BITMIME"]
        self.on_message = None

    async def talk(self, reader, writer):
        """One conversation."""
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader, writer):
        def say(text):
            writer.write(text.encode() + b"\r\n")

        if self.mood == "closed":
            return say("421 closed for today")
        say("220 sink")
        recipients = []
        while line := await reader.readline():
            verb = line.split(b" ", 1)[0].strip().upper().decode(errors="replace")
            self.commands.append(verb)
            if self.mood == "hang":
                await asyncio.sleep(3600)
            if verb == "EHLO":
                words = ["sink", *self.extensions]
                for place, word in enumerate(words):
                    say(f"250{' ' if place == len(words) - 1 else '-'}{word}")
            elif verb == "AUTH":
                say("535 5.7.8 wrong password" if self.mood == "password" else "235 welcome")
            elif verb == "MAIL" and self.mood == "busy":
                return say("421 too busy")
            elif verb == "MAIL" and self.mood == "stranger":
                say("553 5.7.1 you may not send as this address")
            elif verb == "RCPT":
                address = line.split(b"<", 1)[1].split(b">")[0].decode()
                answer = self._recipient(address)
                if answer.startswith("250"):
                    recipients.append(address)
                say(answer)
            elif verb == "DATA":
                say("354 go on")
                content = await reader.readuntil(b"\r\n.\r\n")
                await asyncio.sleep(self.delay)
                if self.mood == "cut":
                    return None
                if self.mood == "spam":
                    say("550 5.7.1 this looks like spam")
                else:
                    for address in recipients:
                        self.take(address, content[:-5].replace(b"\r\n..", b"\r\n."))
                    if self.mood == "swallow":
                        return None
                    say("250 taken")
                recipients = []
            elif verb == "QUIT":
                return say("221 bye")
            else:
                recipients = [] if verb in {"MAIL", "RSET"} else recipients
                say("250 well")
        return None

    def _recipient(self, address):
        if address.startswith("gone"):
            return "550 5.1.1 no such mailbox"
        if self.mood == "later":
            return "451 4.7.1 greylisted, come back later"
        if self.mood == "full":
            return "452 4.2.2 mailbox full"
        return "250 known"

    def take(self, address, content):
        self.taken.append((address, content))
        if self.on_message:
            self.on_message(address, content)

    async def serve(self, port=0):
        server = await asyncio.start_server(self.talk, "127.0.0.1", port, limit=2**22)
        self.port = server.sockets[0].getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        return server


class SinkThread(Sink):
    """The sink in a thread of the test."""

    def start(self):
        ready = threading.Event()

        async def main():
            self.loop, self.done = asyncio.get_running_loop(), asyncio.Event()
            server = await self.serve()
            ready.set()
            await self.done.wait()
            server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        self.thread = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def stop(self):
        self.loop.call_soon_threadsafe(self.done.set)
        self.thread.join()


def message_id(content: bytes) -> str:
    """The Message-ID of a message as it came."""
    head = content.split(b"\r\n\r\n", 1)[0].replace(b"\r\n ", b" ").decode()
    line = next(line for line in head.split("\r\n") if line.lower().startswith("message-id:"))
    return line.split(":", 1)[1].strip()


async def program(folder: Path):
    """Serve until killed; `mood` is read from a file, what was taken is appended to one."""
    sink = Sink()
    log = (folder / "taken.txt").open("a", buffering=1)
    sink.on_message = lambda address, content: log.write(f"{address} {message_id(content)}\n")
    server = await sink.serve()
    (folder / "port").write_text(str(sink.port))
    mood = folder / "mood"
    while server.is_serving():
        if mood.exists():
            sink.mood = mood.read_text().strip() or "ok"
        sink.taken.clear()
        sink.commands.clear()
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(program(Path(sys.argv[1])))
