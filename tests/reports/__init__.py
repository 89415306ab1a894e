"""Reports from plans made in the test."""
