"""The tables of questions and tasks: each a command line with its exact answer on the example."""
