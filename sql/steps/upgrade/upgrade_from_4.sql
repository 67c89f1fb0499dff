-- A warehouse of schema 4, attached as `old`: it knows nothing of what people decide, and its texts are as they are now.
-- grain: as of each table
-- depends: none
INSERT INTO common_phrase BY NAME FROM old.common_phrase;

INSERT INTO document_text BY NAME FROM old.document_text;

INSERT INTO text_reuse BY NAME FROM old.text_reuse;
