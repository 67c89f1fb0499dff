-- What a warehouse of schema 4 or later, attached as `old`, keeps as it is besides.
-- grain: as of each table
-- depends: none
INSERT INTO common_phrase BY NAME FROM old.common_phrase;

INSERT INTO document_text BY NAME FROM old.document_text;

INSERT INTO text_reuse BY NAME FROM old.text_reuse;
