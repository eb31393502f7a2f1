"""ProntoSIM: Markdown and YAML in, an offline first-aid app for phone lines in Italy out."""
