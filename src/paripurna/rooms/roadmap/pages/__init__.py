"""What the pages of the road map show: plain values."""
