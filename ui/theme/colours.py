"""The two sets of colours, as data."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"system": "跟随系统", "light": "浅色", "dark": "深色"}[self.value]


@dataclass(frozen=True, slots=True)
class Shade:
    """One set of colours, each ``#rrggbb``.

    Attributes:
        name: ``light`` or ``dark``.
        window: Behind everything.
        surface: Tables, cards, fields.
        stripe: Every second row.
        text: Ordinary words; AA on window, surface and stripe.
        muted: Words of less weight; AA likewise.
        line: Thin borders.
        accent: Party red, where the eye should go.
        accent_hover: The same under the mouse.
        on_accent: Words on ``accent``.
        accent_text: The accent as words on window and surface.
        accent_soft: A faint accent behind words.
        select: Selected rows.
        good: Words that say well.
        good_soft: Behind them.
        warn: Words that say look.
        warn_soft: Behind them.
        bad: Words that say wrong.
        bad_soft: Behind them.
        info: Words that say so.
        info_soft: Behind them.
    """

    name: str
    window: str
    surface: str
    stripe: str
    text: str
    muted: str
    line: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    select: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str

    @property
    def tones(self) -> dict[str, str]:
        """Colours a table cell may ask for by name."""
        return {
            "muted": self.muted,
            "accent": self.accent_text,
            "good": self.good,
            "warn": self.warn,
            "bad": self.bad,
            "info": self.info,
        }


LIGHT = Shade(
    name="light",
    window="#f4f5f7",
    surface="#ffffff",
    stripe="#f8f9fb",
    text="#1d2129",
    muted="#5a6270",
    line="#d9dce2",
    accent="#b8201f",
    accent_hover="#9c1918",
    on_accent="#ffffff",
    accent_text="#b8201f",
    accent_soft="#fbebea",
    select="#dce6f5",
    good="#1d6b38",
    good_soft="#e6f4ea",
    warn="#8a5300",
    warn_soft="#fdf3dc",
    bad="#b3261e",
    bad_soft="#fcebea",
    info="#1d5a96",
    info_soft="#e8f1fb",
)

DARK = Shade(
    name="dark",
    window="#1b1d21",
    surface="#24272c",
    stripe="#282b31",
    text="#e7e9ed",
    muted="#a6adb8",
    line="#3b3f47",
    accent="#c23a35",
    accent_hover="#a92f2b",
    on_accent="#ffffff",
    accent_text="#ff938c",
    accent_soft="#40272a",
    select="#31435f",
    good="#7fd39a",
    good_soft="#213a2b",
    warn="#f0bd62",
    warn_soft="#40351f",
    bad="#ff938c",
    bad_soft="#40272a",
    info="#8dbdf2",
    info_soft="#22364d",
)


def resolve(look: Look, system_is_dark: bool) -> Shade:
    """The colours to use."""
    dark = look is Look.DARK or (look is Look.SYSTEM and system_is_dark)
    return DARK if dark else LIGHT
