"""What the store is put through: kills, faults of the disk, crowds, editors, random files.

`make torture` runs everything at full size and prints the figures; `make test` runs a short form.
Start with `sizes`; `children` forks the processes, `plans` makes and judges the stores.
"""
