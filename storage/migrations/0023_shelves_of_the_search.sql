-- Appeals and flow forms of service complaints can be found: in `hidden` each line names the shelf it stands on, and in
-- `readers` each reader the shelf she may have a part in. The index is made again at the next start.

DELETE FROM case_texts;
INSERT INTO search (search) VALUES ('delete-all');
