"""Several people at once: who may come in, what each may do, who looks at what."""
