"""How a report is printed: its table, style and layouts."""
