"""The service on this machine, for the tests of what asks it."""

from fake_statistics_service import keys, offer, referrals, service, torbay

__all__ = ["keys", "offer", "referrals", "service", "torbay"]
