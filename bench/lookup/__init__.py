"""How good and how quick lookups are: ours, beside what others would do with the same pages and queries."""
