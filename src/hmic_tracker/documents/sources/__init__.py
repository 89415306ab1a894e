"""From a file's bytes to lines with places. May import `errors` only. Start at `from_bytes`."""
