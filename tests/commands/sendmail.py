"""A stand-in for sendmail: `python -m tests.commands.sendmail -t` hands a mail to a local server.

It does what `sendmail -t` does: the recipients are those of the header, and a Bcc would be one.
"""

from __future__ import annotations

import os
import smtplib
import sys
from email import message_from_bytes
from email.utils import getaddresses


def main() -> int:
    assert sys.argv[1:] == ["-t"], sys.argv
    data = sys.stdin.buffer.read()
    headers = message_from_bytes(data)
    named = [str(v) for name in ("To", "Cc", "Bcc") for v in headers.get_all(name, [])]
    to = [mail for _, mail in getaddresses(named)]
    with smtplib.SMTP("127.0.0.1", int(os.environ["SINK_PORT"])) as server:
        # Lines end in "\r\n" on the wire, whatever they end in here.
        server.sendmail("plan@example.org", to, data.replace(b"\n", b"\r\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
