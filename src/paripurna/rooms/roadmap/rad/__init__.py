"""The regional action plan of the child-friendly city (RAD KLA): drafted from the road map or a workbook, adopted by decree, reviewed every year."""
