-- One edition of the statutory form.
-- grain: edition
-- depends: none
CREATE TABLE form_edition (
    edition VARCHAR PRIMARY KEY,
    first_year SMALLINT NOT NULL,
    last_year SMALLINT,
    legal_basis VARCHAR,
    title VARCHAR
);
COMMENT ON COLUMN form_edition.edition IS 'First report year of the edition, as its name.';
COMMENT ON COLUMN form_edition.first_year IS 'First report year it is prescribed for.';
COMMENT ON COLUMN form_edition.last_year IS 'Last report year it is prescribed for; NULL for the edition in force.';
COMMENT ON COLUMN form_edition.legal_basis IS 'The document that prescribes it.';
COMMENT ON COLUMN form_edition.title IS 'Title of the form.';
