"""One document or report explained from what is stored: prints, evidence, reasons."""
