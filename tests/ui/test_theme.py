"""Colours can be read, icons can be drawn, style sheets are complete."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo

from ui.theme import DARK, LIGHT, Look, Shade, icon, interface_font, pixmap, resolve, style_sheet

ICONS = sorted(path.stem for path in Path("ui/icons").glob("*.svg"))


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=lambda shade: shade.name)
@pytest.mark.parametrize(
    ("words", "behind"),
    [
        *((words, behind) for words in ("text", "muted", "accent_text", "good", "warn", "bad", "info")
          for behind in ("window", "surface", "stripe")),
        ("text", "select"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("accent_text", "accent_soft"),
        ("text", "info_soft"),
        ("text", "warn_soft"),
        ("text", "good_soft"),
        ("text", "bad_soft"),
        ("text", "accent_soft"),
    ],
)  # fmt: skip
def test_words_stand_out_as_aa_asks(shade: Shade, words: str, behind: str) -> None:
    assert contrast(getattr(shade, words), getattr(shade, behind)) >= 4.5


@pytest.mark.parametrize("name", ICONS)
def test_every_drawing_leaves_ink_in_the_colour_asked_for(name: str) -> None:
    picture = pixmap(name, "#0000ff", 48).toImage()
    inked = [
        picture.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() > 200
    ]
    assert len(inked) > 40
    if name not in {"app", "tick"}:
        assert all(colour.blue() > 200 and colour.red() < 60 for colour in inked)


def test_a_missing_drawing_is_an_error_not_a_blank() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing", "#000000")


@pytest.mark.parametrize("shade", [LIGHT, DARK], ids=lambda shade: shade.name)
def test_the_style_sheet_has_no_hole(shade: Shade) -> None:
    sheet = style_sheet(shade)
    assert "<<" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert set(re.findall(r"#[0-9a-f]{6}\b", sheet)) >= {shade.surface, shade.accent}


@pytest.mark.parametrize(
    ("look", "system_is_dark", "expected"),
    [
        (Look.SYSTEM, False, LIGHT),
        (Look.SYSTEM, True, DARK),
        (Look.LIGHT, True, LIGHT),
        (Look.DARK, False, DARK),
    ],
)
def test_the_users_wish_comes_before_the_systems(
    look: Look, system_is_dark: bool, expected: Shade
) -> None:
    assert resolve(look, system_is_dark) is expected


def test_the_font_that_is_found_is_a_chinese_sans() -> None:
    family = QFontInfo(interface_font()).family()
    assert any(part in family for part in ("CJK SC", "YaHei", "WenQuanYi", "Han Sans", "PingFang"))
