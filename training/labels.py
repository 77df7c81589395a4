"""The label sets of the network's heads; position in the list is the index in the network's output."""

from __future__ import annotations

ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ENTITY_TYPES = (
    "Person", "Organisation", "Location", "Weapon", "MilitaryPlatform", "Nationality", "DocumentReference",
    "Temporal", "Quantity", "Money",
)  # fmt: skip
ENTITY = ("O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI"))
NAME = ("O", *(f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for mark in "BI"))
NAME_OPEN = tuple(
    allowed
    for kind in ("PER", "ORG", "LOC", "MISC")
    for allowed in ((f"B-{kind}", f"I-{kind}"), ("O", f"I-{kind}"))
)
"""Sets of labels of which one is right, numbered on from the labels of NAME: a word inside a run-together name that
may begin another one, and one that may stand between two."""
NOMINAL = (
    "O", "person", "place", "organization", "animal", "plant", "event", "object", "substance", "time", "abstract",
)  # fmt: skip
"""What the head word of a mention stands for, in GUM's types."""
TRIGGER = ("O", "event")
EVENT = ("O", "OCCURRENCE", "REPORTING", "I_ACTION", "STATE", "I_STATE", "ASPECTUAL", "PERCEPTION")
TAG = (
    "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS",
    "IN", "DT", "PDT", "CC", "CD", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "TO", "EX", "RP", "POS", "UH", "FW",
    "SYM", "LS", "NFP", "ADD", "AFX", "GW", "HYPH", "XX", "-LRB-", "-RRB-", "``", "''", ",", ".", ":", "$",
)  # fmt: skip
RELATION = (
    "root", "nsubj", "nsubj:pass", "obj", "iobj", "csubj", "csubj:pass", "ccomp", "xcomp", "obl", "obl:agent", "obl:npmod",
    "obl:tmod", "vocative", "expl", "dislocated", "advcl", "advcl:relcl", "advmod", "discourse", "aux", "aux:pass", "cop",
    "mark", "nmod", "nmod:poss", "nmod:npmod", "nmod:tmod", "appos", "nummod", "acl", "acl:relcl", "amod", "det",
    "det:predet", "case", "conj", "cc", "cc:preconj", "fixed", "flat", "list", "parataxis", "compound", "compound:prt",
    "orphan", "goeswith", "reparandum", "punct", "dep", "continued",
)  # fmt: skip
"""``continued`` is ours: a mark or a run of letters that belongs to the word before it, as the "t" of "don't"."""
