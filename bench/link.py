"""A narrow, slow line on 127.0.0.1: a TCP proxy that page and worker share, and that counts what passes."""

import asyncio
import threading
from dataclasses import dataclass

SEGMENT = 1460
"""What is sent at a time, in bytes: connections take turns after each."""


@dataclass
class Request:
    """What was asked for, and the bytes that came back for it: all of them, and those of its headers."""

    path: str
    received: int = 0
    headers: int = 0
    start: bytes = b""

    def answer(self, data: bytes) -> None:
        self.received += len(data)
        if not self.headers:
            self.start += data
            self.headers = self.start.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in self.start else 0


class Direction:
    """One way of the line: however many connections there are, together they get no more than its rate."""

    def __init__(self, bytes_per_second: float | None):
        self.rate = bytes_per_second
        self.free_at = 0.0

    def send(self, size: int, now: float) -> float:
        """Return when the last of ``size`` bytes has left."""
        if not self.rate:
            return now
        self.free_at = max(now, self.free_at) + size / self.rate
        return self.free_at


class Link:
    """Passes connections on to ``target``; without ``kilobits`` as fast as the machine can.

    A fresh connection waits one round trip before its first byte, as a handshake would; after that every byte arrives
    half a round trip after it has left. What HTTP/1.1 asks for is told from the first bytes that a browser sends.
    """

    def __init__(self, target: int, kilobits: float | None = None, round_trip: float = 0.0):
        self.target = target
        self.requests: list[Request] = []
        self.sent = self.received = 0
        self.shape(kilobits, round_trip)
        self.open: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.port = 0

    def shape(self, kilobits: float | None, round_trip: float) -> None:
        """Make the line as narrow and as slow as this from now on."""
        self.up = Direction(kilobits and kilobits * 1000 / 8)
        self.down = Direction(kilobits and kilobits * 1000 / 8)
        self.round_trip = round_trip

    def __enter__(self) -> "Link":
        self.thread.start()
        self.server = self.wait(asyncio.start_server(self.accept, "127.0.0.1", self.port))
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()
        self.wait(self.cut())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def forget(self) -> None:
        """Count from nought."""
        self.requests, self.sent, self.received = [], 0, 0

    def lead_to(self, target: int) -> None:
        """Pass on to another port; what is open is cut, as when a server is replaced."""
        self.target = target
        self.wait(self.cut())

    async def cut(self) -> None:
        for writer in list(self.open):
            writer.transport.abort()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, server_writer}
        self.open |= both
        current = Request("")

        def asked(data: bytes) -> None:
            nonlocal current
            self.sent += len(data)
            if data.startswith((b"GET ", b"HEAD ", b"POST ")):
                current = Request(data.split(b" ", 2)[1].decode())
                self.requests.append(current)

        def answered(data: bytes) -> None:
            self.received += len(data)
            current.answer(data)

        try:
            await asyncio.sleep(self.round_trip)
            await asyncio.gather(
                self.pump(reader, server_writer, self.up, asked), self.pump(server_reader, writer, self.down, answered)
            )
        finally:
            for one in both:
                one.transport.abort()
            self.open -= both

    async def pump(self, reader, writer, direction: Direction, passed) -> None:
        """Carry one direction of a connection until its sender ends or either side is gone."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                at, data = await under_way.get()
                await asyncio.sleep(at - self.loop.time())
                if not data:
                    writer.transport.abort() if writer.transport.is_closing() else writer.write_eof()
                    return
                passed(data)
                writer.write(data)
                await writer.drain()

        delivery = asyncio.create_task(deliver())
        reading = asyncio.create_task(reader.read(SEGMENT))
        try:
            data, ready_at = await reading, self.loop.time()
            while not delivery.done():
                left = direction.send(len(data), ready_at)
                under_way.put_nowait((left + self.round_trip / 2, data))
                if not data:
                    break
                reading = asyncio.create_task(reader.read(SEGMENT if direction.rate else 1 << 16))
                await asyncio.sleep(left - self.loop.time())
                # What lay ready starts right behind the last byte, however late this task woke up.
                waited = not reading.done()
                data = await reading
                ready_at = self.loop.time() if waited else left
            await delivery
        except OSError:
            delivery.cancel()
        finally:
            reading.cancel()
