"""From colours to what Qt understands."""

import re

from PySide6.QtGui import QColor, QPalette

from ui.theme.colours import Shade
from ui.theme.icons import ICON_FOLDER


def palette(shade: Shade) -> QPalette:
    """The colours of the Fusion style."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, value in {
        role.Window: shade.window,
        role.WindowText: shade.text,
        role.Base: shade.surface,
        role.AlternateBase: shade.stripe,
        role.Text: shade.text,
        role.Button: shade.surface,
        role.ButtonText: shade.text,
        role.BrightText: shade.on_accent,
        role.ToolTipBase: shade.surface,
        role.ToolTipText: shade.text,
        role.PlaceholderText: shade.muted,
        role.Highlight: shade.select,
        role.HighlightedText: shade.text,
        role.Link: shade.info,
        role.LinkVisited: shade.info,
        role.Accent: shade.accent,
    }.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(shade.muted))
    return made


def style_sheet(shade: Shade) -> str:
    """What the palette cannot say: navigation, cards, banners, buttons."""
    sheet = _SHEET.replace("<<tick>>", (ICON_FOLDER / "tick.svg").as_posix())
    return re.sub(r"<<(\w+)>>", lambda found: str(getattr(shade, found[1])), sheet)


_SHEET = """
QToolTip { color: <<text>>; background: <<surface>>; border: 1px solid <<line>>; padding: 4px; }
QToolBar { background: <<surface>>; border: 0; border-bottom: 1px solid <<line>>; spacing: 4px; padding: 4px 8px; }
QToolBar QToolButton { padding: 5px 9px; border: 1px solid transparent; border-radius: 5px; }
QToolBar QToolButton:hover, QToolBar QToolButton:focus { border-color: <<line>>; background: <<stripe>>; }
QToolBar QToolButton:disabled { color: <<muted>>; }
QToolBar QToolButton#primary { background: <<accent>>; color: <<on_accent>>; border-color: <<accent>>; }
QToolBar QToolButton#primary:hover, QToolBar QToolButton#primary:focus { background: <<accent_hover>>; }
QToolBar QToolButton#primary:disabled { background: <<window>>; color: <<muted>>; border-color: <<line>>; }
QStatusBar { background: <<surface>>; border-top: 1px solid <<line>>; }
QStatusBar::item { border: 0; }
QMenuBar { background: <<surface>>; }

QListWidget#navigation { background: <<surface>>; border: 0; border-right: 1px solid <<line>>; outline: 0; padding: 6px; }
QListWidget#navigation::item { padding: 9px 8px; border-radius: 6px; color: <<text>>; }
QListWidget#navigation::item:hover { background: <<stripe>>; }
QListWidget#navigation::item:selected { background: <<accent_soft>>; color: <<accent_text>>; }

QFrame#card { background: <<surface>>; border: 1px solid <<line>>; border-radius: 8px; }
QLabel#cardValue { font-size: 15pt; font-weight: 600; }
QLabel#cardName { font-size: 11.5pt; font-weight: 600; }
QLabel#cardLabel, QLabel#muted { color: <<muted>>; }
QLabel#pageTitle { font-size: 14pt; font-weight: 600; }
QLabel#sectionTitle { font-weight: 600; }
QLabel#emptyTitle { font-size: 13pt; font-weight: 600; }
QLabel[tone="good"] { color: <<good>>; }
QLabel[tone="warn"] { color: <<warn>>; }
QLabel[tone="bad"] { color: <<bad>>; }
QLabel[tone="accent"] { color: <<accent_text>>; }

QLabel#dropHint { background: <<accent_soft>>; color: <<accent_text>>; border: 2px dashed <<accent>>; border-radius: 12px;
  font-size: 15pt; font-weight: 600; }
QFrame#banner { border: 0; border-bottom: 1px solid <<line>>; background: <<info_soft>>; }
QFrame#banner[tone="good"] { background: <<good_soft>>; }
QFrame#banner[tone="warn"] { background: <<warn_soft>>; }
QFrame#banner[tone="bad"] { background: <<bad_soft>>; }

QPushButton { padding: 5px 12px; border: 1px solid <<line>>; border-radius: 5px; background: <<surface>>; color: <<text>>; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:hover { background: <<stripe>>; border-color: <<muted>>; }
QPushButton:focus { border-color: <<accent>>; }
QPushButton:pressed { background: <<select>>; }
QPushButton:checked { background: <<select>>; border-color: <<muted>>; font-weight: 600; }
QPushButton:disabled { color: <<muted>>; background: <<window>>; }
QPushButton#primary, QDialog QPushButton:default { background: <<accent>>; color: <<on_accent>>; border-color: <<accent>>; }
QPushButton#primary:hover, QDialog QPushButton:default:hover { background: <<accent_hover>>; }
QPushButton#primary:focus { border: 2px solid <<text>>; padding: 4px 11px; }
QPushButton#primary:disabled { background: <<window>>; color: <<muted>>; border-color: <<line>>; }

QLineEdit { padding: 4px 6px; border: 1px solid <<line>>; border-radius: 5px; background: <<surface>>; }
QLineEdit:focus { border-color: <<accent>>; }

QTableView { outline: 0; border: 1px solid <<line>>; border-radius: 0; gridline-color: <<line>>;
  selection-background-color: <<select>>; selection-color: <<text>>; }
QLabel#carried { background: <<accent_soft>>; color: <<accent_text>>; border: 1px solid <<accent>>; padding: 3px 8px; }
QTableView::item { padding: 0 5px; }
QHeaderView::section { background: <<window>>; color: <<muted>>; padding: 6px 8px; border: 0;
  border-right: 1px solid <<line>>; border-bottom: 1px solid <<line>>; }
QTableCornerButton::section { background: <<window>>; border: 0; }
QDockWidget::title { background: <<window>>; padding: 6px 10px; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget#sheet { background: <<surface>>; }
QSplitter::handle { background: transparent; }

QCheckBox::indicator, QTreeView::indicator { width: 15px; height: 15px; border: 1px solid <<muted>>; border-radius: 3px;
  background: <<surface>>; }
QCheckBox::indicator:focus { border-color: <<accent_text>>; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: <<accent>>; border-color: <<accent>>; image: url("<<tick>>"); }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: <<line>>; border: 2px solid transparent; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: <<muted>>; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: transparent; border: 0; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 14px; border: 0; border-bottom: 2px solid transparent; color: <<muted>>; background: transparent; }
QTabBar::tab:selected { color: <<accent_text>>; border-bottom-color: <<accent>>; }
QTabBar::tab:hover, QTabBar::tab:focus { color: <<text>>; background: <<stripe>>; }
QTabWidget::pane { border: 0; }
QProgressBar { border: 1px solid <<line>>; border-radius: 5px; background: <<window>>; text-align: center; }
QProgressBar::chunk { background: <<accent_soft>>; border-radius: 4px; }
"""
