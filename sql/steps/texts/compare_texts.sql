-- The comparison of one slice (variable `reuse_slice`) of the renewed reports with their agencies' last year and with peers:
-- many at once do not fit into memory, and each slice looks through all phrases once.
-- grain: report_id, section, relation
-- depends: renewed, entered, report, dim_agency, report_section, report_sentence, common_phrase, text_reuse
-- Candidates come from an index of phrases that at most thirty agencies print, so that a phrase meets at most thirty
-- others and the cost grows with what came in, not with its square. No candidate is lost: who shares no such phrase has
-- a similarity of 0. Peers are all other agencies of the year: copying does not stop at a function or a border.
CREATE OR REPLACE TEMP TABLE compared AS
SELECT report.agency_id, renewed.report_id, renewed.report_year
FROM renewed JOIN report USING (report_id)
WHERE renewed.slice = getvariable('reuse_slice');

-- The phrases of a compared report that are no boilerplate.
CREATE OR REPLACE TEMP TABLE own AS
SELECT DISTINCT report_year, section, phrase
FROM (
    SELECT compared.report_year, report_sentence.section, unnest(report_sentence.phrases) AS phrase
    FROM report_sentence JOIN compared USING (report_id)
) AS printed
ANTI JOIN common_phrase USING (phrase);

-- Where they stand, in whichever section: numbers alone are looked up first, there are ten million of them.
CREATE OR REPLACE TEMP TABLE standing AS
SELECT report_id, section, phrase
FROM (
    SELECT report_id, section, unnest(phrases) AS phrase FROM report_sentence
    WHERE report_year IN (SELECT report_year FROM own UNION SELECT report_year - 1 FROM own)
) AS printed
SEMI JOIN own USING (phrase);

-- The reports that meet in one year's comparison: a report stands in that of its own year, and of the year after as its
-- agency's last one.
CREATE OR REPLACE TEMP TABLE now AS
WITH met AS (
    SELECT report_id FROM standing
    UNION
    SELECT report_id FROM compared
),
part AS (
    SELECT report.report_year AS year, false AS is_last_year, report.*
    FROM (FROM report SEMI JOIN met USING (report_id)) AS report
    WHERE report.report_year IN (SELECT report_year FROM compared)
    UNION ALL
    SELECT compared.report_year, true, report.*
    FROM report
    JOIN compared ON compared.agency_id = report.agency_id AND compared.report_year - 1 = report.report_year
),
agency AS (
    SELECT agency_id, row_number() OVER ()::INTEGER AS agency_no FROM (SELECT DISTINCT agency_id FROM part) AS met
)
SELECT
    row_number() OVER ()::INTEGER AS no, agency.agency_no, part.year, part.report_id, part.agency_id, part.report_year,
    dim_agency.name, part.is_last_year,
    NOT part.is_last_year AND part.report_id IN (SELECT report_id FROM renewed) AS is_renewed,
    NOT part.is_last_year AND part.report_id IN (SELECT report_id FROM compared) AS is_mine,
    NOT part.is_last_year AND part.report_id IN (SELECT report_id FROM entered) AS is_entered
FROM part
JOIN agency ON agency.agency_id = part.agency_id
LEFT JOIN dim_agency ON dim_agency.agency_id = part.agency_id
WHERE part.is_current;

-- The phrases that a compared report of the year prints in the same section.
CREATE OR REPLACE TEMP TABLE hit AS
SELECT DISTINCT now.no, now.agency_no, now.year, now.is_last_year, now.is_mine, standing.section, standing.phrase
FROM standing
JOIN now ON now.report_id = standing.report_id
SEMI JOIN own ON own.report_year = now.year AND own.section = standing.section AND own.phrase = standing.phrase;

-- Characters that a compared report shares with another: its agency's of last year, or a peer's.
CREATE OR REPLACE TEMP TABLE shared AS
WITH met AS (
    SELECT mine.no, theirs.no AS other, mine.section, sum(mine.phrase % 128)::INTEGER AS characters
    FROM hit AS mine
    JOIN hit AS theirs ON
        theirs.year = mine.year AND theirs.section = mine.section AND theirs.phrase = mine.phrase
        AND theirs.is_last_year = (theirs.agency_no = mine.agency_no)
    WHERE mine.is_mine AND mine.no <> theirs.no
    GROUP BY ALL
)
SELECT
    met.*, mine.is_entered AND NOT theirs.is_renewed AND NOT theirs.is_last_year AS is_news,
    CASE WHEN theirs.is_last_year THEN 'own_last_year' ELSE 'peer_same_year' END AS relation
FROM met
JOIN now AS mine ON mine.no = met.no
JOIN now AS theirs ON theirs.no = met.other
-- Two keys with one name are one agency whose region is undecided: no peers.
WHERE theirs.is_last_year OR mine.name IS DISTINCT FROM theirs.name;

-- The most similar report of each compared one; and one that came in, where it is more similar than the one known.
CREATE OR REPLACE TEMP TABLE nearest AS
WITH seen AS (
    SELECT no, other, section, relation, characters FROM shared
    UNION ALL
    SELECT other, no, section, relation, characters FROM shared WHERE is_news
),
best AS (
    SELECT seen.*, theirs.report_id AS other_report_id
    FROM seen
    JOIN now AS theirs ON theirs.no = seen.other
    QUALIFY row_number() OVER (
        PARTITION BY seen.no, seen.section, seen.relation ORDER BY seen.characters DESC, theirs.report_id
    ) = 1
),
known AS (
    FROM text_reuse SEMI JOIN (FROM now SEMI JOIN best USING (no)) AS mine USING (report_id)
)
SELECT best.*
FROM best
JOIN now AS mine ON mine.no = best.no
LEFT JOIN known ON
    known.report_id = mine.report_id AND known.section = best.section AND known.relation = best.relation
WHERE
    mine.is_mine
    OR (known.status = 'compared' AND (
        known.other_report_id IS NULL
        OR round(known.similarity * known.own_characters) < best.characters
        OR (round(known.similarity * known.own_characters) = best.characters AND best.other_report_id < known.other_report_id)
    ));

-- Sentences of which at least half of the text of their own stands in the nearest report.
CREATE OR REPLACE TEMP TABLE echo AS
WITH phrase AS (
    SELECT nearest.no, nearest.other, nearest.section, nearest.relation, mine.line_no, mine.start_at, mine.phrase
    FROM (
        SELECT now.no, section, line_no, start_at, unnest(phrases) AS phrase
        FROM report_sentence
        JOIN (FROM now SEMI JOIN nearest USING (no)) AS now USING (report_id)
    ) AS mine
    JOIN nearest USING (no, section)
    ANTI JOIN common_phrase USING (phrase)
),
sentence AS (
    SELECT
        phrase.no, phrase.section, phrase.relation, sum(phrase.phrase % 128) AS own,
        sum(phrase.phrase % 128) FILTER (theirs.no IS NOT NULL) AS shared
    FROM phrase
    LEFT JOIN hit AS theirs ON
        theirs.no = phrase.other AND theirs.section = phrase.section AND theirs.phrase = phrase.phrase
    GROUP BY phrase.no, phrase.section, phrase.relation, phrase.line_no, phrase.start_at
)
SELECT no, section, relation, count(*)::INTEGER AS sentences
FROM sentence
WHERE shared * 2 >= own
GROUP BY ALL;

UPDATE text_reuse SET
    other_report_id = nearest.other_report_id, other_agency_id = theirs.agency_id,
    other_report_year = theirs.report_year, similarity = nearest.characters / own_characters,
    matching_sentences = coalesce(echo.sentences, 0)
FROM nearest
JOIN now AS mine ON mine.no = nearest.no
JOIN now AS theirs ON theirs.no = nearest.other
LEFT JOIN echo ON
    echo.no = nearest.no AND echo.section = nearest.section AND echo.relation = nearest.relation
WHERE
    text_reuse.report_id = mine.report_id AND text_reuse.section = nearest.section
    AND text_reuse.relation = nearest.relation;

INSERT INTO text_reuse
WITH wanted AS (
    SELECT DISTINCT section.section, relation.relation
    FROM form_section AS section, (VALUES ('own_last_year'), ('peer_same_year')) AS relation (relation)
    WHERE section.section IN ('overview', 'problems', 'other')
),
printed AS (
    SELECT DISTINCT now.no, report_section.section
    FROM report_section JOIN (FROM now WHERE is_mine OR is_last_year) AS now USING (report_id)
),
mine AS (
    SELECT now.no, report_sentence.section, report_sentence.phrases
    FROM report_sentence JOIN (FROM now WHERE is_mine) AS now USING (report_id)
),
peers AS (
    SELECT report_year, count(*) AS agencies FROM report WHERE is_current GROUP BY report_year
),
written AS (
    SELECT no, section, count(*)::INTEGER AS sentences FROM mine GROUP BY no, section
),
text AS (
    SELECT
        no, section, sum(phrase % 128)::INTEGER AS characters,
        coalesce(sum(phrase % 128) FILTER (common_phrase.phrase IS NULL), 0)::INTEGER AS own_characters
    FROM (SELECT DISTINCT no, section, unnest(phrases) AS phrase FROM mine) AS standing
    LEFT JOIN common_phrase USING (phrase)
    GROUP BY no, section
),
described AS (
    SELECT
        mine.no, mine.agency_id, mine.report_year, mine.report_id, wanted.section, wanted.relation,
        CASE WHEN wanted.relation = 'own_last_year' THEN last_year.report_id ELSE nearest.other_report_id END AS other_report_id,
        CASE WHEN wanted.relation = 'own_last_year' THEN last_year.agency_id ELSE theirs.agency_id END AS other_agency_id,
        CASE WHEN wanted.relation = 'own_last_year' THEN last_year.report_year ELSE theirs.report_year END AS other_report_year,
        CASE
            WHEN printed.no IS NULL THEN 'section_absent'
            WHEN text.own_characters >= 30 IS NOT TRUE THEN 'too_little_text'
            WHEN wanted.relation = 'own_last_year' AND last_printed.no IS NULL THEN 'no_other'
            WHEN wanted.relation = 'peer_same_year' AND peers.agencies = 1 THEN 'no_other'
            ELSE 'compared'
        END AS status,
        coalesce(nearest.characters, 0) AS shared, echo.sentences AS matching,
        CASE WHEN printed.no IS NOT NULL THEN coalesce(written.sentences, 0) END AS sentences,
        CASE WHEN printed.no IS NOT NULL THEN coalesce(text.characters, 0) END AS characters,
        CASE WHEN printed.no IS NOT NULL THEN coalesce(text.own_characters, 0) END AS own_characters
    FROM (FROM now WHERE is_mine) AS mine
    JOIN peers ON peers.report_year = mine.report_year
    CROSS JOIN wanted
    LEFT JOIN now AS last_year ON
        last_year.is_last_year AND last_year.year = mine.year AND last_year.agency_no = mine.agency_no
    LEFT JOIN printed ON printed.no = mine.no AND printed.section = wanted.section
    LEFT JOIN printed AS last_printed ON
        last_printed.no = last_year.no AND last_printed.section = wanted.section
    LEFT JOIN written ON written.no = mine.no AND written.section = wanted.section
    LEFT JOIN text ON text.no = mine.no AND text.section = wanted.section
    LEFT JOIN nearest ON
        nearest.no = mine.no AND nearest.section = wanted.section AND nearest.relation = wanted.relation
    LEFT JOIN now AS theirs ON theirs.no = nearest.other
    LEFT JOIN echo ON echo.no = mine.no AND echo.section = wanted.section AND echo.relation = wanted.relation
)
SELECT
    agency_id, report_year, report_id, section, relation,
    CASE WHEN is_told THEN other_report_id END, CASE WHEN is_told THEN other_agency_id END,
    CASE WHEN is_told THEN other_report_year END, status,
    CASE WHEN status = 'compared' THEN shared / own_characters END AS similarity,
    CASE WHEN status = 'compared' THEN coalesce(matching, 0) END AS matching_sentences,
    sentences, characters, own_characters
-- A peer is named only where it is compared: a later night looks for a nearer one of these only.
FROM (SELECT *, relation = 'own_last_year' OR status = 'compared' AS is_told FROM described) AS described;
