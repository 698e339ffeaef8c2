-- More of a case can be found: claims, appeals and what is written on the flow form. The index is made again at the next start.

DELETE FROM case_texts;
INSERT INTO search (search) VALUES ('delete-all');
