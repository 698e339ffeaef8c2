-- Years of closed cases: per case two updates, twelve events, four duties, three messages, a card; one fine in ten.
CREATE TEMP TABLE numbered AS
  WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < :cases) SELECT id FROM n;

INSERT INTO cases
  SELECT id, 'P-old-' || id, 'D-old-' || id, 'P-old-' || id, 'product', 'closed', 'acknowledged', 1, :complainant,
    :complainant, 'sales', '東方五金' || id, 'H牌', '', 0, -100, id, id * 60000000, id * 60000000, id * 60000000,
    id * 60000000, id * 60000000 + 7200000000, 12
  FROM numbered;

INSERT INTO duties
  SELECT id, kind, 1, department, NULL, id * 60000000, id * 60000000 + 7200000000, NULL, 0, id * 60000000, 'done', NULL,
    0
  FROM numbered, (
    SELECT 'accept' AS kind, 'orders' AS department UNION ALL SELECT 'publish', 'orders'
    UNION ALL SELECT 'reply', 'production' UNION ALL SELECT 'reply', 'logistics');

INSERT INTO fines
  SELECT 'F-old-' || id, 'F-old-' || id, id, 1, 'logistics', NULL, 50, 'paid', id * 60000000, id * 60000000
  FROM numbered WHERE id % 10 = 0;

INSERT INTO journal
  SELECT 1000 + id * 12 + seq, 'case:' || id, seq, 'Supplemented', '{"at":"2020-01-01T00:00:00Z","text":"' || id || '"}',
    id * 60000000, hex(zeroblob(32)), hex(randomblob(32))
  FROM numbered, (WITH RECURSIVE s (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM s WHERE seq < 12) SELECT seq FROM s);

INSERT INTO inbox (update_id, body, received_at, state)
  SELECT id * 2 + twice, '{"message":{"text":"表面起泡，約 40 箱"}}', id * 60000000, 'done'
  FROM numbered, (SELECT 0 AS twice UNION ALL SELECT 1);

INSERT INTO outbox
  (cause, name, lane, nth, case_id, notice, urgency, after_card, created_at, state, chat_id, message_id, sent_at)
  SELECT 'old/' || id, 'ping', 'group', nth, id, '{"name":"ping"}', 2, 1, id * 60000000, 'sent', -100, id * 3 + nth,
    id * 60000000
  FROM numbered, (SELECT 1 AS nth UNION ALL SELECT 2 UNION ALL SELECT 3);

INSERT INTO cards (case_id, part, chat_id, message_id, sent_at, wanted, shown)
  SELECT id, 'case', -100, id * 10, id * 60000000, 9, 9 FROM numbered;

DROP TABLE numbered;
