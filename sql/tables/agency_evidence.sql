-- One hint to who reports, of reports whose own name left that open or that a manifest contradicts.
-- grain: report_id, source, printed (may repeat)
-- depends: report
CREATE TABLE agency_evidence (
    report_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('used', 'agrees', 'contradicts', 'unread')),
    region_codes VARCHAR
);
COMMENT ON COLUMN agency_evidence.report_id IS 'The report: report.report_id.';
COMMENT ON COLUMN agency_evidence.source IS 'title, line_above, signature, manifest, header, last_line, breadcrumb, site, address, host or folder; trusted in this order.';
COMMENT ON COLUMN agency_evidence.printed IS 'What the source says.';
COMMENT ON COLUMN agency_evidence.verdict IS 'used (it named the agency or decided its region), agrees, contradicts, or unread (it says nothing that helps).';
COMMENT ON COLUMN agency_evidence.region_codes IS 'Codes of the divisions that it may name, joined by ;; NULL or empty for none.';
