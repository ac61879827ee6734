"""A round taken out of the house: workbook, CSV, JSON and a PDF report, all built from the same rows."""
