-- One hint to who reports, on which year, published when: of reports, and of documents that are held.
-- grain: source_uri, about, source, text (may repeat)
-- depends: report
CREATE TABLE report_evidence (
    source_uri VARCHAR NOT NULL,
    report_id VARCHAR,
    about VARCHAR NOT NULL CHECK (about IN ('agency', 'year', 'date')),
    source VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    line_no INTEGER,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('used', 'agrees', 'contradicts', 'unread')),
    region_codes VARCHAR
);
COMMENT ON COLUMN report_evidence.source_uri IS 'The document: report.source_uri, or held_document.source_uri while it is held.';
COMMENT ON COLUMN report_evidence.report_id IS 'The report: report.report_id; NULL while the document is held.';
COMMENT ON COLUMN report_evidence.about IS 'What it is a hint to: agency (who reports), year (reported on) or date (of publication).';
COMMENT ON COLUMN report_evidence.source IS 'Where it stands: title, period, announcement, signature, header, prose, breadcrumb, site, address, host, folder, manifest and others.';
COMMENT ON COLUMN report_evidence.text IS 'What the source says.';
COMMENT ON COLUMN report_evidence.line_no IS 'Its line in report_text; NULL where it stands outside the text (a name, an address, a manifest).';
COMMENT ON COLUMN report_evidence.verdict IS 'used (it decided), agrees, contradicts, or unread (it says nothing that helps).';
COMMENT ON COLUMN report_evidence.region_codes IS 'Codes of the divisions that it may name, joined by ;; NULL or empty for none.';
