"""What is wrong with a company's own templates and names, told before the bot starts and falls back to ours."""

from collections.abc import Iterator

from bot.config import Config
from bot.operator_words import TEXT_PROBLEMS


def mistakes(settings: Config) -> Iterator[str]:
    """Yield every mistake in the folder of `texts.folder`, a line each; nothing where none is configured."""
    from texts.overrides import problems  # noqa: PLC0415  it reads every template, and only `check` wants that

    folder = settings.texts.folder
    for problem in problems(folder, settings.language) if folder else ():
        yield TEXT_PROBLEMS[problem.what].format(file=problem.file, detail=" ".join(problem.detail.split()))
