-- The evidence of text_reuse: a sentence of which at least half also stands in the report compared with.
-- grain: report_id, section, relation, line_no, start_at
-- depends: text_reuse, report_sentence, common_phrase, report_text, dim_agency
-- Cheap for one report or agency; for all reports it cuts every text.
CREATE VIEW text_reuse_sentence AS
WITH pair AS (
    SELECT agency_id, report_year, report_id, section, relation, other_report_id
    FROM text_reuse
    WHERE status = 'compared' AND other_report_id IS NOT NULL
),
mine AS (
    SELECT
        pair.*, report_sentence.line_no, report_sentence.start_at, report_sentence.length,
        unnest(report_sentence.phrases) AS phrase
    FROM pair
    JOIN report_sentence ON
        report_sentence.report_id = pair.report_id AND report_sentence.report_year = pair.report_year
        AND report_sentence.section = pair.section
),
theirs AS (
    -- With the keys of ours, so that a query for one agency looks at the reports beside its own only.
    SELECT
        pair.agency_id, pair.report_year, pair.report_id, pair.section, pair.relation,
        report_sentence.line_no, report_sentence.start_at, report_sentence.length,
        unnest(report_sentence.phrases) AS phrase
    FROM pair
    JOIN report_sentence ON
        report_sentence.report_id = pair.other_report_id
        AND report_sentence.section = pair.section
),
met AS (
    -- One row a phrase of ours, with the first place where the other prints it.
    SELECT
        mine.*, common_phrase.phrase IS NOT NULL AS is_common,
        min({'line_no': theirs.line_no, 'start_at': theirs.start_at, 'length': theirs.length})
            FILTER (theirs.line_no IS NOT NULL) AS place
    FROM mine
    LEFT JOIN theirs ON
        theirs.agency_id = mine.agency_id AND theirs.report_year = mine.report_year AND theirs.report_id = mine.report_id
        AND theirs.section = mine.section AND theirs.relation = mine.relation AND theirs.phrase = mine.phrase
    LEFT JOIN common_phrase ON common_phrase.phrase = mine.phrase
    GROUP BY ALL
),
weighed AS (
    SELECT
        agency_id, report_year, report_id, section, relation, other_report_id, line_no, start_at, length,
        bool_and(is_common) AS is_boilerplate,
        sum(phrase % 128) AS every, sum(phrase % 128) FILTER (NOT is_common) AS own,
        sum(phrase % 128) FILTER (place IS NOT NULL) AS every_shared,
        sum(phrase % 128) FILTER (place IS NOT NULL AND NOT is_common) AS own_shared,
        arg_max(place, phrase % 128) FILTER (place IS NOT NULL) AS place
    FROM met
    GROUP BY ALL
),
shown AS (
    SELECT
        weighed.*,
        substr(array_to_string(list_filter(
            string_split(ours.text, chr(10))[weighed.line_no:], lambda line: regexp_matches(line, '[^\s\pZ]')
        ), ''), weighed.start_at + 1, weighed.length) AS sentence,
        substr(array_to_string(list_filter(
            string_split(other.text, chr(10))[place.line_no:], lambda line: regexp_matches(line, '[^\s\pZ]')
        ), ''), place.start_at + 1, place.length) AS other_sentence
    -- LATERAL: only the texts that are shown are read, not all that are stored.
    FROM weighed,
        LATERAL (SELECT text FROM report_text WHERE report_id = weighed.report_id) AS ours,
        LATERAL (SELECT text FROM report_text WHERE report_id = weighed.other_report_id) AS other
    WHERE own_shared * 2 >= own OR (is_boilerplate AND every_shared * 2 >= every)
)
SELECT
    shown.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    report_year, report_id, section, relation, line_no, start_at, trim(sentence) AS sentence,
    other_report_id, place.line_no AS other_line_no, trim(other_sentence) AS other_sentence,
    coalesce(own_shared / own, every_shared / every) AS similarity, is_boilerplate,
    regexp_replace(sentence, '[\s\pZ]', '', 'g') = regexp_replace(other_sentence, '[\s\pZ]', '', 'g') AS is_identical,
    similarity AS share
FROM shown LEFT JOIN dim_agency ON dim_agency.agency_id = shown.agency_id;
COMMENT ON COLUMN text_reuse_sentence.section IS 'overview, problems or other.';
COMMENT ON COLUMN text_reuse_sentence.relation IS 'own_last_year or peer_same_year.';
COMMENT ON COLUMN text_reuse_sentence.start_at IS 'Characters of that line before it.';
COMMENT ON COLUMN text_reuse_sentence.sentence IS 'The sentence as printed, without line breaks; NULL where the text is not kept.';
COMMENT ON COLUMN text_reuse_sentence.other_report_id IS 'The report compared with.';
COMMENT ON COLUMN text_reuse_sentence.other_line_no IS 'Line of its report_text.text where the sentence starts that prints the longest phrase they share.';
COMMENT ON COLUMN text_reuse_sentence.other_sentence IS 'That sentence as printed.';
COMMENT ON COLUMN text_reuse_sentence.similarity IS 'Share of the sentence''s own text that the other prints; of all its text where it is boilerplate.';
COMMENT ON COLUMN text_reuse_sentence.is_boilerplate IS 'Every phrase of it is boilerplate (common_phrase): it counts for nothing in text_reuse.';
COMMENT ON COLUMN text_reuse_sentence.is_identical IS 'Both sentences are the same to the last character, numbers too; false where numbers, enumerators or parts differ.';
