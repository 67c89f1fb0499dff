-- How much of a section's own text also stands in the same section of another report; current reports only.
-- grain: report_id, section, relation
-- depends: report, form_section
-- Six rows a current report, written when it, its counterpart, or what counts as boilerplate changes.
CREATE TABLE text_reuse (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    relation VARCHAR NOT NULL CHECK (relation IN ('own_last_year', 'peer_same_year')),
    other_report_id VARCHAR,
    other_agency_id VARCHAR,
    other_report_year SMALLINT,
    status VARCHAR NOT NULL CHECK (status IN ('compared', 'section_absent', 'too_little_text', 'no_other')),
    similarity DOUBLE CHECK (similarity BETWEEN 0 AND 1),
    matching_sentences INTEGER,
    sentences INTEGER,
    characters INTEGER,
    own_characters INTEGER,
    CHECK ((similarity IS NOT NULL) = (status = 'compared'))
);
COMMENT ON COLUMN text_reuse.relation IS 'own_last_year: the same agency''s report of the year before; peer_same_year: of all other agencies'' reports on the same year the most similar one.';
COMMENT ON COLUMN text_reuse.other_report_id IS 'The report compared with; NULL where there is none, or no peer shares a phrase, and for a peer unless status is compared.';
COMMENT ON COLUMN text_reuse.other_agency_id IS 'Its agency.';
COMMENT ON COLUMN text_reuse.other_report_year IS 'The year it reports on.';
COMMENT ON COLUMN text_reuse.status IS 'compared; section_absent: not printed; too_little_text: fewer than 30 characters of its own; no_other: no report to compare with prints this section.';
COMMENT ON COLUMN text_reuse.similarity IS 'Share of own_characters whose phrases the other section prints too, numbers aside, 0 to 1; NULL unless status is compared.';
COMMENT ON COLUMN text_reuse.matching_sentences IS 'Sentences with text of their own of which at least half stands in the other; NULL unless compared.';
COMMENT ON COLUMN text_reuse.sentences IS 'Sentences of the section; NULL where it is absent.';
COMMENT ON COLUMN text_reuse.characters IS 'Compared characters of the section''s different phrases; NULL where it is absent.';
COMMENT ON COLUMN text_reuse.own_characters IS 'Of these, the ones in phrases that are no boilerplate (common_phrase).';
