"""Answers and marks from a workbook: columns mapped on screen, every problem shown by row, then all or nothing."""
