"""Who hands the papers out, and in which fonts; facts of the meeting for agenda and minutes."""

from dataclasses import dataclass, replace

TITLE_FONTS = ("方正小标宋简体", "华文中宋", "宋体")
HEAD_FONTS = ("黑体", "SimHei")
BODY_FONTS = ("仿宋", "仿宋_GB2312", "FangSong", "宋体")


@dataclass(frozen=True, slots=True)
class Office:
    """What every paper says of the office; a blank is left to be filled in by hand.

    Attributes:
        name: 填报单位.
        phone: Office telephone, for the notice.
        address: For the notice.
        contact: Who is asked about the papers (联系人), or empty.
        title_fonts: For titles, the one wanted first; the others stand in where it is missing.
        head_fonts: For table heads, likewise.
        body_fonts: For everything else, likewise.
        meeting_time: In words (2026年6月24日上午9:00), or empty.
        place: Where the meeting is.
        chair: 主持人.
        recorder: 记录人.
        present: Who is present, in words.
        absent: Who is not, in words.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    contact: str = ""
    title_fonts: tuple[str, ...] = TITLE_FONTS
    head_fonts: tuple[str, ...] = HEAD_FONTS
    body_fonts: tuple[str, ...] = BODY_FONTS
    meeting_time: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    present: str = ""
    absent: str = ""

    def __post_init__(self) -> None:
        if not (self.title_fonts and self.head_fonts and self.body_fonts):
            raise ValueError("every kind of font needs a name")

    def for_next_month(self) -> "Office":
        """The same office before its next meeting: time and who is there are not known yet."""
        return replace(self, meeting_time="", present="", absent="")
