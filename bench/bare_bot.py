"""The least a bot can be: python-telegram-bot with one handler that answers every post. It is what ours is compared with.

python -m bench.bare_bot BASE_URL, with the token in TOUSU_TOKEN.
"""

import os
import sys
from typing import Any, Final

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

ANSWER: Final = "表單有 2 處要改：發貨日期、規格數量。"


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer under the post."""
    assert update.effective_message is not None
    await update.effective_message.reply_text(ANSWER)


def main() -> None:
    """Poll until SIGTERM."""
    application: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(os.environ["TOUSU_TOKEN"]).base_url(sys.argv[1]).build()
    )
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    main()
