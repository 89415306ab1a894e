"""Plans that somebody made to do harm: what a command may do with one, and what it may not."""
