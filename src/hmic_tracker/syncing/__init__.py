"""Exchanging a plan with others: what is mine, what is theirs, both together, and back.

`rounds` does it, by a transport: `by_git` is one by a git repository. What both make together is
decided by `store.merging`; what is written goes through the journal, under the plan's lock.

May import `store`, `git`, `domain` and `errors`; a transport for another place is one more module
with what `transport.Transport` says.
"""
