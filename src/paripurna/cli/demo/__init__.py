"""The demo: Balikpapan with real regions, agencies and published results, and invented people and answers marked *contoh*."""
