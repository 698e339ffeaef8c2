"""The running process: polling, dispatching, sending, ticking, and the command line."""
