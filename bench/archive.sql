-- Years of closed cases: per case two updates, twelve events, four duties, three messages, a card; one fine in ten.
-- Their numbers have seven digits each, so that text sorts as numbers do and every index is written from left to right.
CREATE TEMP TABLE numbered AS
  WITH RECURSIVE n (id) AS (SELECT 1000001 UNION ALL SELECT id + 1 FROM n WHERE id < 1000000 + :cases) SELECT id FROM n;

INSERT INTO cases
  (id, draft, number, name, kind, phase, outcome, round, author, complainant, department, customer, brand, target,
   settlement, source_chat, source_message, filed_at, posted_at, accepted_at, handed_over_at, closed_at, version)
  SELECT id, 'D-old-' || id, 'P-old-' || id, 'P-old-' || id, 'product', 'closed', 'acknowledged', 1, :complainant,
    :complainant, 'sales', '東方五金' || id, 'H牌', '', 0, -100, id, id * 60000000, id * 60000000, id * 60000000,
    id * 60000000, id * 60000000 + 7200000000, 12
  FROM numbered;

INSERT INTO duties
  (case_id, kind, round, department, subject, starts_at, due_at, awaits_judgement, ended_at, ending, late)
  SELECT id, kind, 1, department, '', id * 60000000, id * 60000000 + 7200000000, 0, id * 60000000, 'done', 0
  FROM numbered CROSS JOIN (
    SELECT 'accept' AS kind, 'orders' AS department UNION ALL SELECT 'publish', 'orders'
    UNION ALL SELECT 'reply', 'logistics' UNION ALL SELECT 'reply', 'production');

INSERT INTO fines (number, notice, case_id, round, department, amount, status, due_at, issued_at)
  SELECT 'F-old-' || id, 'F-old-' || id, id, 1, 'logistics', 50, 'paid', id * 60000000, id * 60000000
  FROM numbered WHERE id % 10 = 0;

INSERT INTO journal (id, stream, seq, type, body, recorded_at, prev_hash, hash)
  SELECT id * 12 + seq, 'case:' || id, seq, 'Supplemented', '{"at":"2020-01-01T00:00:00Z","text":"' || id || '"}',
    id * 60000000, hex(zeroblob(32)), hex(randomblob(32))
  FROM numbered CROSS JOIN (WITH RECURSIVE s (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM s WHERE seq < 12) SELECT seq FROM s);

INSERT INTO inbox (update_id, body, received_at, state)
  SELECT id * 2 + twice, '{"message":{"text":"表面起泡，約 40 箱"}}', id * 60000000, 'done'
  FROM numbered CROSS JOIN (SELECT 0 AS twice UNION ALL SELECT 1);

INSERT INTO outbox
  (cause, name, lane, nth, case_id, notice, urgency, after_card, created_at, state, chat_id, message_id, sent_at)
  SELECT 'old/' || id, 'ping', 'group', nth, id, '{"name":"ping"}', 2, 1, id * 60000000, 'sent', -100, id * 3 + nth,
    id * 60000000
  FROM numbered CROSS JOIN (SELECT 1 AS nth UNION ALL SELECT 2 UNION ALL SELECT 3);

INSERT INTO cards (case_id, part, chat_id, message_id, sent_at, wanted, shown)
  SELECT id, 'case', -100, id * 10, id * 60000000, 9, 9 FROM numbered;

DROP TABLE numbered;
