-- Pages of people are read in the order of their ids; without this each page would sort all of a tenant's people.
CREATE INDEX people_in_order ON people (tenant_id, id);
