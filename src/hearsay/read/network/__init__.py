"""The network and what its scores say: words, syntax, tagged spans, attribution drafts."""
