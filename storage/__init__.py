"""Everything that is kept: one SQLite file, written in transactions that hold a stimulus and all its effects.

database    the held connection: `Database.open`, `transact`, `read`; whole transactions as synchronous functions
lock        one process at a time: `ProcessLock`, `AlreadyRunning`
schema      numbered migrations (`migrations/*.sql`); `schema.sql` shows what they add up to
books       `Ledger` and `Books`, as the desk wants them
journal     every event, sealed by hashes: `append`, `load`, `verify`, `last_hash`
inbox       updates as Telegram sent them      outbox   what the bot says      cards    messages edited in place
cases       cases, duties and fines: `due`, `next_due`, `find_case`, `open_cases`, `duties_of_department`, ...
staff       people and absences                seeding  the configured people enter an empty database
company     outages, reports, polls, chats     counters the last numbers given
figures     what summaries and charts count    rebuild  the projections, again      backup   dated copies

The functions of these modules are synchronous and take the open connection first:
`await database.transact(lambda conn: inbox.add_batch(conn, updates, now))`.
"""
