"""The independent auditor of releases: it shares no code with what chose the hidden cells."""

from analysis.present.disclosure.auditor.audit import Audited, audit_release
from analysis.present.disclosure.auditor.exposure import Exposure, Figure
from analysis.present.disclosure.auditor.findings import Findings

__all__ = ["Audited", "Exposure", "Figure", "Findings", "audit_release"]
