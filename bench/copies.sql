-- Many open cases from one that was lived through: as it stands in every table, under other numbers.
-- The journal's hashes are made up: who wants to check the chain lives through the cases.
CREATE TEMP TABLE numbered AS
  WITH RECURSIVE n (id) AS (SELECT :first UNION ALL SELECT id + 1 FROM n WHERE id < :last)
  SELECT id, printf('-copy-%05d', id) AS mark FROM n;

INSERT INTO cases
  (id, draft, number, name, kind, phase, outcome, round, author, complainant, department, customer, brand, target,
   settlement, source_chat, source_message, filed_at, posted_at, accepted_at, handed_over_at, closed_at, version)
  SELECT numbered.id, draft || mark, number || mark, name || mark, kind, phase, outcome, round, author, complainant,
    department, customer, brand, target, settlement, source_chat, source_message, filed_at, posted_at, accepted_at,
    handed_over_at, closed_at, version
  FROM numbered CROSS JOIN cases WHERE cases.id = :case;

INSERT INTO duties
  (case_id, kind, round, department, subject, person, starts_at, due_at, next_at, awaits_judgement, ended_at, ending,
   missed_at, late)
  SELECT numbered.id, kind, round, department, subject, person, starts_at, due_at, next_at, awaits_judgement, ended_at,
    ending, missed_at, late
  FROM numbered CROSS JOIN duties WHERE duties.case_id = :case;

INSERT INTO journal (stream, seq, type, body, recorded_at, prev_hash, hash)
  SELECT 'case:' || numbered.id, seq, type, replace(body, :number, :number || mark), recorded_at, prev_hash,
    hex(randomblob(32))
  FROM numbered CROSS JOIN journal WHERE stream = 'case:' || :case;

INSERT INTO cards (case_id, part, chat_id, message_id, sent_at, shown_hash, wanted, shown)
  SELECT numbered.id, part, chat_id, message_id, sent_at, shown_hash, 9, 9
  FROM numbered CROSS JOIN cards WHERE cards.case_id = :case;

DROP TABLE numbered;
