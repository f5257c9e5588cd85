"""The independent auditor of releases: it shares no code with what chose the hidden cells."""

from analysis.present.disclosure.auditor.audit import Audited, Exposure, Figure, audit_release

__all__ = ["Audited", "Exposure", "Figure", "audit_release"]
