"""What each source makes of small documents, hostile ones, and the laws they hold to."""
