"""A mail server that keeps what it receives, and misbehaves on request."""

import asyncio
import email
import email.policy
import threading
import time

from aiosmtpd.smtp import SMTP


class Mailbox:
    """What the mail server received since the test began, in order.

    `messages` are `email.message.EmailMessage`; the envelope's recipients are in
    `message.recipients`. To play a bad server set `answer` (the reply to the
    content, e.g. "451 later"), `refused` (a set of addresses answered with 550)
    or `delay` (seconds before the reply).
    """

    def __init__(self):
        self.clear()

    def clear(self):
        """Forget all messages and behave well again."""
        self.messages = []
        self.refused = set()
        self.answer = "250 OK"
        self.delay = 0

    def __len__(self):
        return len(self.messages)

    def __iter__(self):
        return iter(self.messages)

    def to(self, address):
        """The messages that were handed over for `address`."""
        return [message for message in self.messages if address in message.recipients]

    def wait(self, count=1, seconds=15, to=None):
        """Wait until `count` messages are there (for `to`, if given) and return them."""
        end = time.monotonic() + seconds
        while len(found := self.to(to) if to else list(self.messages)) < count:
            assert time.monotonic() < end, f"{len(found)} of {count} letters came"
            time.sleep(0.02)
        return found

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.delay)
        if self.answer.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            message.recipients = list(envelope.rcpt_tos)
            self.messages.append(message)
        return self.answer


class MailServer:
    """An SMTP server on a free port of this machine, in a thread of its own."""

    def __init__(self):
        self.mailbox = Mailbox()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._serve, name="mail", daemon=True)

    def start(self):
        self.thread.start()
        self.ready.wait()
        return self

    def stop(self):
        self.loop.call_soon_threadsafe(self.done.set)
        self.thread.join()

    def _serve(self):
        asyncio.run(self._main())

    async def _main(self):
        self.loop, self.done = asyncio.get_running_loop(), asyncio.Event()
        server = await self.loop.create_server(
            lambda: SMTP(self.mailbox, hostname="test", enable_SMTPUTF8=True), "127.0.0.1", 0
        )
        self.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self.ready.set()
        await self.done.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
