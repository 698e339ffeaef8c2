"""`python -m bot` is `tousu`, where the command is not installed."""

from bot.cli import main

main()
