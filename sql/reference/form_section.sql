-- One section that an edition prescribes.
-- grain: edition, section
-- depends: form_edition
CREATE TABLE form_section (
    edition VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    ordinal VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    PRIMARY KEY (edition, section)
);
COMMENT ON COLUMN form_section.section IS 'Code of the section; a form''s section has the form''s code.';
COMMENT ON COLUMN form_section.ordinal IS 'Chinese ordinal printed before the heading.';
COMMENT ON COLUMN form_section.heading IS 'Official heading.';
