-- One phrase that is boilerplate: statutory, or printed by more than thirty agencies in any year and version.
-- grain: phrase
-- depends: none
CREATE TABLE common_phrase (
    phrase UBIGINT PRIMARY KEY,
    is_statutory BOOLEAN NOT NULL
);
COMMENT ON COLUMN common_phrase.phrase IS 'Fingerprint: report_sentence.phrases.';
COMMENT ON COLUMN common_phrase.is_statutory IS 'A heading of the form or a phrase of data/lexicon/boilerplate.csv; else so common that it is nobody''s own.';
