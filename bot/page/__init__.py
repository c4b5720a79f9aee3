"""Pages for people: one self-contained HTML file each. Pure."""

from __future__ import annotations

from bot.page.pages import assessment_page, plan_page

__all__ = ["assessment_page", "plan_page"]
