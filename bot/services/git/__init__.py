"""Git: targets opened, read, and committed to, safe from the targets."""

from bot.services.git.opening import open_checkout, open_forge_place

__all__ = ["open_checkout", "open_forge_place"]
