"""Reading articles: exact text, paragraphs, sentences with kinds, quotations and anchors."""
