"""What leads send back, from bytes to a written plan."""
