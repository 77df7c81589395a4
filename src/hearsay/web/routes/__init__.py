"""Addresses: each reads what a request says, calls one view or one verb of ``flow``, and answers."""
