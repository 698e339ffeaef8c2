"""`tousu demo`: the bot beside a local Telegram, and a day of the sample company."""
