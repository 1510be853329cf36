"""Every name of a person a month's name columns hold, also where a role stands before or behind it."""

import re
from collections.abc import Iterator

from matcher.domain import ApplicantType, Lists, Need, Round
from matcher.domain.masking import mask_name, names_in
from matcher.domain.office import Office

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷"
    "詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
    "查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平"
    "计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_BEFORE = (
    "居民代表|居民小组长|小组长|居民|住户|业主代表|业主|业委会主任|业委会|商户代表|商户|楼栋长|楼长|单元长|网格员|网格长|网格|社工|老党员|党员|"
    "退休职工|退休教师|退役军人|志愿者|联络员|联系人|负责人|经办人|家长|独居老人|老人|残疾人|低保户|困难户|残疾|低保|高龄|孤寡|失独|社区|"
    "书记|主任|副主任|院长|校长|经理|店长|队长|站长|律师"
)
_BEHIND = (
    "书记|副主任|主任|老师|医生|院长|校长|经理|店长|队长|站长|律师|同志|大爷|大妈|奶奶|爷爷|阿姨|叔叔|师傅|女士|先生|等|户|家属|家|本人|"
    "之子|之女|父母"
)
_STRIPPED = re.compile(rf"^(?:{_BEFORE})+|(?:{_BEHIND})+$")
_BETWEEN = re.compile(r"[\s、，,;；/（）()：:0-9*+\-—及和与]+")
_CHINESE = re.compile(r"[㐀-鿿]{2,3}")


def people_in(round_: Round, office: Office | None = None) -> frozenset[str]:
    """Every person the month names in a name column, in a role, or in the minutes."""
    places = {_place(need.community) for need in round_.lists.needs}
    found = set(names_in(round_.lists))
    for words in _cells(round_):
        found.update(_names(words))
    if office is not None:
        for words in (office.chair, office.recorder, office.contact, office.present, office.absent):
            found.update(_names(words))
    return frozenset(name for name in found - places if len(name) > 1)


def _place(community: str) -> str:
    """A community's own name, which is no person's: 云桥社区 is 云桥."""
    return community.removesuffix("社区").removesuffix("村")


def names_of(words: str) -> tuple[str, ...]:
    """The persons one cell of an applicant column names, the longest first."""
    need = Need("XQ", "·", applicant=words, applicant_type=ApplicantType.RESIDENT)
    found = names_in(Lists(needs=(need,))) | set(_names(words))
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _cells(round_: Round) -> Iterator[str]:
    for need in round_.lists.needs:
        yield need.contact
        yield from (child.applicant for child in need.merged)
        if need.applicant_type in (None, ApplicantType.RESIDENT):
            yield need.applicant
    for resource in round_.lists.resources:
        yield resource.contact
    for unit in round_.lists.units:
        yield from (unit.contact, unit.part_time_member)
    for project in round_.outcome.projects if round_.outcome else ():
        yield from (project.leader, project.community_contact, project.unit_contact)
    for record in round_.agenda:
        yield from (*record.speakers_for, *record.speakers_against, record.responsible)
    if round_.confirmation is not None:
        yield round_.confirmation.by


def _names(words: str) -> Iterator[str]:
    for part in _BETWEEN.split(words):
        bare = _STRIPPED.sub("", part)
        if (_CHINESE.fullmatch(bare) and (bare[0] in _SURNAMES or _is_compound(bare))) or (
            len(bare) == 4 and _is_compound(bare)
        ):
            yield bare


def _is_compound(name: str) -> bool:
    """Whether the surname has two characters (欧阳)."""
    return mask_name(name)[:2] == name[:2] and len(name) > 2
