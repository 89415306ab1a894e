"""A short hash of bytes, for the index: same bytes, same fingerprint."""

from __future__ import annotations

try:  # hashlib would load OpenSSL as well, which takes longer than the whole check of an index
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def fingerprint(data: bytes) -> bytes:
    """Sixteen bytes of BLAKE2b."""
    return blake2b(data, digest_size=16).digest()
