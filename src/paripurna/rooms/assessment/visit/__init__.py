"""The field visit: its run sheet, rehearsals, the day itself, and the hours in which papers may still be brought."""
