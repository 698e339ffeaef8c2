"""Everything that is kept: one SQLite file, written in transactions that hold a stimulus and all its effects.

The file      database   the held connection: `Database.open`, `transact`, `read`
              lock       one process at a time: `ProcessLock`, `AlreadyRunning`
              schema     numbered migrations (`migrations/*.sql`); `schema.sql` shows what they add up to
              backup     dated copies, and the way back
              moments, rows                     how moments and rows are stored and read
The truth     journal    every event, sealed by hashes: `append`, `load`, `verify`, `last_hash`
              streams    the names of its streams
The desk      books      `Ledger` and `Books`, as `workflow.desk` wants them
              memory     states and directory, remembered by the seal of their history
Queues        inbox      updates as Telegram sent them
              outbox     what the bot says
              cards      messages edited in place
              unclear    rulings that wait for their author to say which case they answer
Projections   keeping    the rows of a case, written as it changes
              cases      cases, duties and fines: `due`, `next_due`, `find_case`, `open_cases`, ...
              staff      people and absences; `seeding` enters the configured ones into an empty database
              company    outages, reports; polls and chats
              counters   the last numbers given
              fine_changes                      what became of the fines, and when
              figures    what summaries and charts count
              projections, rebuild              which events feed which of them; all of them made again

The functions are synchronous and take the open connection first:
`await database.transact(lambda conn: inbox.add_batch(conn, updates, now))`.
"""
