"""The page of `tracker summary -o page.html`: pictures, tables, one file. Start at `html`."""
