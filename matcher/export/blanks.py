"""The blank lists: one tuple of columns each. A new column is one more line here."""

from dataclasses import dataclass

from matcher.domain import ApplicantType, Form

CATEGORIES = "类别"
"""The heading on the sheet 选项 under which the categories stand."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One column of a blank list.

    Attributes:
        header: Canonical heading, which the importer knows; line ends in it are only for the eye.
        width: In characters.
        note: How to fill it in.
        example: What the example row shows.
        required: Marked with a star.
        choices: Offered in a drop-down; other words stay allowed. At most 255 characters together.
        options: Heading of a column on the sheet 选项 to offer instead, or empty.
        text: Whether digits must stay as typed (phones, numbers).
        numbered: Prefix of the ids the empty rows carry in it (``XQ``, ``ZY``), or empty.
    """

    header: str
    width: float
    note: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    options: str = ""
    text: bool = False
    numbered: str = ""

    @property
    def heading(self) -> str:
        """The header as it stands in the sheet."""
        return f"{self.header}*" if self.required else self.header

    @property
    def name(self) -> str:
        """The header on one line."""
        return self.header.replace("\n", "")


@dataclass(frozen=True, slots=True)
class BlankList:
    """One blank list to hand out."""

    name: str
    who: str
    columns: tuple[Blank, ...]


_FORMS = tuple(form.label for form in Form)
_URGENCIES = ("急", "较急", "重", "一般")
_CONSENTS = ("不需表决", "已同意", "待表决")
_UNIT_TYPES = (
    "机关",
    "事业单位",
    "国企",
    "民企",
    "两新组织",
    "学校",
    "医院",
    "社会组织",
    "部队",
    "物业",
)
EXAMPLE = "示例"
"""Marks the row the importer skips."""
_NUMBER_NOTE = "已填好，请勿改动；更正后再报时靠它找到同一行。行数不够时接着往下填，编号空着"
_PHONE_NOTE = "手机或座机，可写多个，用顿号隔开；分机写在横线后"

NEEDS = BlankList(
    "需求清单",
    "各社区、驻区单位填报",
    (
        Blank("需求编号", 12, _NUMBER_NOTE, EXAMPLE, text=True, numbered="XQ"),
        Blank("所属社区", 12, "需求所在的社区全称", "示例社区", required=True),
        Blank("所属网格", 10, "所在的网格或小区，不限于一处可不填", "示例小区"),
        Blank(
            "需求主体\n类型",
            9.5,
            "从下拉中选",
            ApplicantType.RESIDENT.label,
            required=True,
            choices=tuple(kind.label for kind in ApplicantType),
        ),
        Blank("需求单位(人)", 13, "提出需求的单位或人", "张某某", required=True),
        Blank("需求名称", 18, "一句话说清要什么；一行只写一件事", "老年人义诊", required=True),
        Blank(
            "具体内容",
            25,
            "补充说明：做什么、为谁做、有什么要求",
            "为小区老人测血压、血糖，并做用药咨询",
        ),
        Blank(
            "需求类别",
            13,
            "可从下拉中选；不填时程序给出建议",
            "医疗健康/义诊体检",
            options=CATEGORIES,
        ),
        Blank(
            "需求形式",
            9,
            "同时需要几种形式的都写上，用顿号隔开；几种必须都有才算满足",
            "服务、场地",
            choices=_FORMS,
        ),
        Blank("服务对象", 9, "为哪些人，如 老年人、儿童；不填为全体居民", "老年人"),
        Blank("受益\n人数", 6.5, "人数，可写 约50人", "40人"),
        Blank("需求\n数量", 6.5, "数字加量词，如 2场、3台、每月1次；不填为1次", "2场"),
        Blank("紧急\n程度", 6.5, "从下拉中选；不填为一般", "重", choices=_URGENCIES),
        Blank("期望时间", 12, "日期或时段，如 6月中旬、每周三下午、周末", "周末上午"),
        Blank("服务地点", 11, "在哪里做", "示例社区活动室"),
        Blank("预计经费\n(万元)", 9, "以万元为单位，没有可不填", "0.5"),
        Blank("自筹金额\n(万元)", 9, "预计经费中自己承担的部分，以万元为单位；没有可不填", "0.1"),
        Blank("资质要求", 9.5, "对人员资质有要求的写明，如 执业律师", "执业医师"),
        Blank("联系人", 9, "社区对接人", "李某某", required=True),
        Blank("联系电话", 13.5, _PHONE_NOTE, "138-0000-0001", required=True, text=True),
        Blank(
            "业主同意\n情况",
            9.5,
            "须经业主表决的从下拉中选；待表决的本轮不安排，不填为不需表决",
            "不需表决",
            choices=_CONSENTS,
        ),
        Blank("征集日期", 10.5, "如 2026-06-08", "2026-06-08"),
        Blank("备注", 12, "其他要说明的", "物业职责内的事项请注明"),
    ),
)

RESOURCES = BlankList(
    "资源清单",
    "各成员单位填报",
    (
        Blank("资源编号", 12, _NUMBER_NOTE, EXAMPLE, text=True, numbered="ZY"),
        Blank("资源单位", 15, "单位全称，与成员单位清单一致", "示例区人民医院", required=True),
        Blank("单位性质", 9, "从下拉中选", "医院", choices=_UNIT_TYPES),
        Blank("资源名称", 17, "一句话说清能提供什么；一行只写一项", "健康义诊队", required=True),
        Blank("资源内容", 23, "做什么、由谁做", "内科、中医科医生5人，测血压血糖、用药咨询"),
        Blank(
            "服务领域",
            13,
            "可从下拉中选；不填时程序给出建议",
            "医疗健康/义诊体检",
            options=CATEGORIES,
        ),
        Blank("资源形式", 9, "从下拉中选；同时是几种的用顿号隔开", "服务", choices=_FORMS),
        Blank("服务范围", 12, "能服务的社区，用顿号隔开；不填为全街道", "示例社区"),
        Blank("面向对象", 9, "只面向某些人的写明，如 仅限老年人", "老年人"),
        Blank("可服务\n次数", 7.5, "有效期内总共几次（件、台）；不限写 不限", "6次"),
        Blank("频次", 9, "如 每月2次、每周1次", "每月2次"),
        Blank("每次可\n服务人数", 9, "如 20人", "20人"),
        Blank("可用时段", 12, "如 每周六上午、工作日18:00后", "每周六上午"),
        Blank("有效期", 12, "到哪一天为止，如 2026-12-31", "2026-12-31"),
        Blank("地点", 12, "场地类资源写地址", "可上门"),
        Blank("资金/物资\n额度(万元)", 10.5, "以万元为单位，没有可不填", "0.3"),
        Blank("资质", 11, "人员资质，如 执业医师、执业律师", "执业医师"),
        Blank("使用条件", 12, "如 需提前3天预约", "需提前3天预约"),
        Blank("联系人", 9, "单位联络员", "王某某", required=True),
        Blank("联系电话", 13.5, _PHONE_NOTE, "138-0000-0002", required=True, text=True),
        Blank("备注", 11, "其他要说明的", ""),
    ),
)

UNITS = BlankList(
    "成员单位清单",
    "街道填报",
    (
        Blank("序号", 7, "可不填", EXAMPLE, text=True),
        Blank("单位名称", 22, "单位全称", "示例区人民医院", required=True),
        Blank(
            "简称/别名",
            16,
            "平时怎么叫，几个的用顿号隔开；资源清单里写简称也能认出",
            "区医院、示例医院",
        ),
        Blank("单位性质", 11, "从下拉中选", "医院", choices=_UNIT_TYPES),
        Blank("结对社区", 16, "与哪些社区结对，用顿号隔开", "示例社区"),
        Blank("兼职委员", 11, "担任大党委兼职委员的人", "赵某某"),
        Blank("联络员", 10, "日常联系人", "王某某"),
        Blank("联系电话", 13.5, _PHONE_NOTE, "138-0000-0002", text=True),
        Blank("年度承诺\n项数", 9, "全年承诺办几件实事", "4"),
        Blank("每轮\n上限", 7, "一个月最多承接几项；不填按对接选项", "3"),
        Blank("加入日期", 12, "如 2024-03-01", "2024-03-01"),
        Blank("状态", 8, "从下拉中选；不填为在册", "在册", choices=("在册", "退出")),
        Blank(
            "是否后备",
            8,
            "后备单位只在没有别的单位能承担时安排；不填为否",
            "否",
            choices=("是", "否"),
        ),
        Blank("备注", 16, "其他要说明的", ""),
    ),
)

FUNDS = BlankList(
    "经费清单",
    "街道填报",
    (
        Blank("序号", 7, "可不填", EXAMPLE, text=True),
        Blank("资金名称", 20, "资金的全称", "党建为民服务资金", required=True),
        Blank("所属社区", 14, "只给一个社区用的写社区全称；全街道都可以用的不填", "示例社区"),
        Blank("年度", 8, "如 2026；不填为本年度", "2026"),
        Blank("年度额度\n(万元)", 10, "全年可用多少，以万元为单位", "30", required=True),
        Blank("已使用\n(万元)", 10, "今年已经用了多少，以万元为单位；没有可不填", "5"),
        Blank(
            "单项上限\n(万元)",
            10,
            "一个项目最多给多少，以万元为单位；不限可不填，后三栏另有规定的从其规定",
            "20",
        ),
        Blank("工程类\n单项上限\n(万元)", 10, "工程类项目另有上限的填写，以万元为单位", "20"),
        Blank("服务类\n单项上限\n(万元)", 10, "服务类项目另有上限的填写，以万元为单位", "10"),
        Blank("货物类\n单项上限\n(万元)", 10, "货物类项目另有上限的填写，以万元为单位", "5"),
        Blank("备注", 16, "其他要说明的", ""),
    ),
)

LISTS = (NEEDS, RESOURCES, UNITS, FUNDS)
