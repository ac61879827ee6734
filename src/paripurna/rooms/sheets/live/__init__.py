"""What the registers say today of the questions of a sheet, beside what people answered."""
