"""The command `tousu`; `python -m bot` is the same, where the command is not installed."""

from bot.garbage import nothing_to_sweep


def main() -> None:
    """Run the command line."""
    with nothing_to_sweep():
        from bot.cli import main as run  # noqa: PLC0415  a fifth of its time would go into looking for garbage
    run()


if __name__ == "__main__":
    main()
