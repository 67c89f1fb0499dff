-- What a warehouse of schema 5 or later, attached as `old`, keeps as it is besides.
-- grain: as of each table
-- depends: none
INSERT INTO decision BY NAME FROM old.decision;

INSERT INTO decided_cell BY NAME FROM old.decided_cell;
