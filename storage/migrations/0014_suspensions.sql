-- When HR let the clocks of departments stand still (a `Suspension` each, as JSON).
CREATE TABLE suspensions (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
