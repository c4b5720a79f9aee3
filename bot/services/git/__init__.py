"""Git: targets opened, read, and committed to, safe from the targets."""

from bot.services.git.opening import open_checkout

__all__ = ["open_checkout"]
