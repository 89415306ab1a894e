"""One file per command: its signature, one call down, one rendering.

A module has `EXAMPLES` (what help shows first) and `run` (the command). The day, the person and the
terminal come in here, through `session` and `output`, and nowhere below. May import everything
below `cli`. Start at `list_items`, the shortest whole command.
"""
