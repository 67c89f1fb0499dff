"""The form's identities: what they force, and which readings they permit."""
