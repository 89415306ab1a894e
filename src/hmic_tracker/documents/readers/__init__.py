"""One layout of a published document each: lines go in, findings come out. Start at `sections`."""
