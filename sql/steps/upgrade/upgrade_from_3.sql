-- A warehouse of schema 3, attached as `old`: its grids do not know their pages and columns.
-- grain: as of each table
-- depends: none
INSERT INTO document_text BY NAME
SELECT * REPLACE (
    list_transform(grids, lambda grid: {
        'grid': grid.grid, 'first_line': grid.first_line, 'last_line': grid.last_line, 'page': NULL::INTEGER
    }) AS grids
)
FROM old.document_text;
