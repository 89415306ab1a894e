"""Two keepers and one plan, with real git."""
