"""A mail server on the loopback that keeps what it is sent, as RFC 5321 has it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Received:
    """One mail: to whom, and its bytes as they came, dots unstuffed."""

    to: list[str]
    data: bytes


@dataclass
class Sink:
    """Where the server listens, and what it has."""

    port: int
    mails: list[Received] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Sink]:
    """A server that runs as long as the block."""
    mails: list[Received] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 sink\r\n")
            to: list[str] = []
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    mails.append(Received(to, self.data()))
                    to = []
                elif word == b"RCPT":
                    to.append(line.decode("ascii").partition("<")[2].partition(">")[0])
                elif word == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                self.wfile.write(b"250 fine\r\n")

        def data(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line[1:] if line.startswith(b".") else line)
            return b"".join(lines)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Sink(server.server_address[1], mails)
        finally:
            server.shutdown()
            thread.join()
