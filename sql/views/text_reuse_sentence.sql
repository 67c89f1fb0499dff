-- The evidence of text_reuse: a sentence of which at least half also stands in the report compared with.
-- grain: report_id, section, relation, line_no, start_at
-- depends: text_reuse, report_sentence, common_phrase, report_text
-- Cheap for one report or agency; for all reports it cuts every text.
CREATE VIEW text_reuse_sentence AS
WITH mine AS (
    SELECT
        text_reuse.agency_id, text_reuse.report_year, text_reuse.report_id, text_reuse.section, text_reuse.relation,
        text_reuse.other_report_id, report_sentence.line_no, report_sentence.start_at, report_sentence.length,
        unnest(report_sentence.phrases) AS phrase
    FROM text_reuse
    JOIN report_sentence ON
        report_sentence.report_id = text_reuse.report_id AND report_sentence.section = text_reuse.section
    WHERE text_reuse.status = 'compared' AND text_reuse.other_report_id IS NOT NULL
),
theirs AS (
    SELECT report_id, section, line_no, start_at, length, unnest(phrases) AS phrase FROM report_sentence
),
met AS (
    -- One row a phrase of ours, with the first place where the other prints it.
    SELECT
        mine.*, common_phrase.phrase IS NOT NULL AS is_common,
        min({'line_no': theirs.line_no, 'start_at': theirs.start_at, 'length': theirs.length})
            FILTER (theirs.line_no IS NOT NULL) AS place
    FROM mine
    LEFT JOIN theirs ON
        theirs.report_id = mine.other_report_id AND theirs.section = mine.section AND theirs.phrase = mine.phrase
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
    FROM weighed
    LEFT JOIN report_text AS ours ON ours.report_id = weighed.report_id
    LEFT JOIN report_text AS other ON other.report_id = weighed.other_report_id
    WHERE own_shared * 2 >= own OR (is_boilerplate AND every_shared * 2 >= every)
)
SELECT
    agency_id, report_year, report_id, section, relation, line_no, start_at, trim(sentence) AS sentence,
    other_report_id, place.line_no AS other_line_no, trim(other_sentence) AS other_sentence,
    coalesce(own_shared / own, every_shared / every) AS share, is_boilerplate,
    regexp_replace(sentence, '[\s\pZ]', '', 'g') = regexp_replace(other_sentence, '[\s\pZ]', '', 'g') AS is_identical
FROM shown;
COMMENT ON COLUMN text_reuse_sentence.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN text_reuse_sentence.report_year IS 'The year reported on.';
COMMENT ON COLUMN text_reuse_sentence.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN text_reuse_sentence.section IS 'overview, problems or other.';
COMMENT ON COLUMN text_reuse_sentence.relation IS 'own_last_year or peer_same_year.';
COMMENT ON COLUMN text_reuse_sentence.line_no IS 'Line of report_text.text where the sentence starts, counted from 1.';
COMMENT ON COLUMN text_reuse_sentence.start_at IS 'Characters of that line before it.';
COMMENT ON COLUMN text_reuse_sentence.sentence IS 'The sentence as printed, without line breaks; NULL where the text is not kept.';
COMMENT ON COLUMN text_reuse_sentence.other_report_id IS 'The report compared with.';
COMMENT ON COLUMN text_reuse_sentence.other_line_no IS 'Line of its report_text.text where the sentence starts that prints the longest phrase they share.';
COMMENT ON COLUMN text_reuse_sentence.other_sentence IS 'That sentence as printed.';
COMMENT ON COLUMN text_reuse_sentence.share IS 'Share of the sentence''s own text that the other prints; of all its text where it is boilerplate.';
COMMENT ON COLUMN text_reuse_sentence.is_boilerplate IS 'Every phrase of it is boilerplate (common_phrase): it counts for nothing in text_reuse.';
COMMENT ON COLUMN text_reuse_sentence.is_identical IS 'Both sentences are the same to the last character, numbers too; false where numbers, enumerators or parts differ.';
