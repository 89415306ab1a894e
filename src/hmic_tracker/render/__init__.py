"""What people and programs see: values from `reports` and `domain` become text.

A view turns values into blocks (`blocks`: tables, lines, pairs, notes, bars), and a drawer turns
blocks into text: `plain` for pipes and mail, `terminal` for a screen. `to_json` writes values for
programs. Nothing here reads a store, a clock or the environment: the width, colour and day are
arguments.

May import `reports`, `domain`, `errors` and the standard library. Rich is imported by `terminal`,
and by `cells` only once a text needs it (wide or combining characters), because importing it costs
as much as a whole command in a pipe. Every text from outside goes through `visible` on its way out.
Start at `blocks`, then `plain`.
"""
