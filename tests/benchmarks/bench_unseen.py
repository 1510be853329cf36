"""How sensible plans are on a month nobody tuned for: ``python tests/benchmarks/bench_unseen.py``.

Forty needs and forty resources in words of their own, each need with the resources a coordinator would
give it. Printed are the assignments that are not among them and the needs left out although one is.
Look at the figures when similarity or candidates change; do not add words for these rows.
"""

import sys

from matcher import candidates, check
from matcher.domain import Lists, Need, Options, Resource
from matcher.solve import solve
from matcher.vocabulary import load

MONTH: tuple[tuple[str, str, str], ...] = (
    (
        "楼上晾衣服滴水",
        "滴得一楼窗台全湿，上门说过两次都吵起来",
        "老邻居调解工作室。退休法官带队，帮街坊评理说和",
    ),
    (
        "水压太低洗澡没水",
        "五楼以上早晚高峰水流细得像线",
        "水压检测与二次供水泵房检修。自来水抢修班每月可上门两次",
    ),
    (
        "孩子近视越来越多",
        "想请专业人员给小学生查查视力",
        "学生视力普查。验光师带设备进社区，免费建立视力档案",
    ),
    (
        "独居大爷三顿饭凑合",
        "81岁，子女在外地，盼有人送热饭",
        "长者餐厅送餐上门。午晚两餐，三公里内",
    ),
    ("想学包中式面点", "宝妈们想学门手艺，将来能接单", "面点师培训班。免费实操二十课时，结业发证"),
    ("沿街店铺招牌松动", "大风天怕掉下来砸人", "户外招牌安全检查。城管队员带工具现场加固"),
    ("社区图书角没书看", "只有旧杂志，想要些新的小说和童书", "旧书换新。书店捐赠图书三百册"),
    ("残疾小伙想找份工作", "会电脑操作，行动不便", "残疾人就业岗位。客服岗八个，可居家办公"),
    (
        "下水道返味",
        "一楼卫生间一到阴天就返臭味，疑似管道堵了",
        "管道疏通。高压车疏通下水道、清掏化粪池",
    ),
    ("树枝挡住路灯", "梧桐长得太密，夜里人行道漆黑", "树木修剪。园林工人带高枝锯修枝"),
    ("想请人教太极拳", "晨练队二十多人没有教练", "社会体育指导员带练。教太极、八段锦"),
    ("一户漏水装修没钱", "低保家庭厨房墙面发霉脱落", "困难家庭居室微改造。出工出料刷墙补漏"),
    ("新手妈妈不会喂奶", "希望有人讲讲母乳喂养和辅食", "产后访视。妇幼医生上门指导喂养"),
    ("老年大学缺古筝老师", "学员四十人，老师退休了", "民乐教学。音乐学院学生教古筝、二胡"),
    ("仓库边野狗多", "晚归女工害怕", "流浪犬收容。捕犬队夜间巡查"),
    ("老旧电表箱外露", "铁皮生锈，电线裸在外面", "用电隐患排查。电力党员服务队更换老化线路"),
    ("外来务工子女暑期没去处", "父母都在厂里上班", "夏日小候鸟营。高校支教团看护辅导，7至8月"),
    ("盼开通到医院的公交", "最近的站台要走两公里", ""),
    ("社区会议室投影坏了", "开会放不了片子", "闲置投影仪和电脑捐赠"),
    ("老兵想留下口述史", "三位抗美援朝老兵年过九旬", "口述历史拍摄。融媒体记者帮老人拍视频"),
    ("小微企业不会申报专利", "做阀门的小厂想保护自己的设计", "知识产权辅导。专利代理师讲申报流程"),
    ("快递堆在大门口", "没有柜子，雨天淋湿", "智能快递柜安装。企业出资安装并维护"),
    ("群众不懂医保新规", "门诊报销比例变了，弄不明白", "医保经办员下社区。现场解答医保报销"),
    ("盲人想听书", "视障居民孤独", "有声读物录制。播音志愿者为视障者读书"),
    ("小区篮球架断了", "球架锈断怕砸到孩子", "体育器材捐赠更换。送篮球架、乒乓台"),
    ("失独家庭心里苦", "夫妻俩整夜睡不着", "一对一心理陪伴。持证咨询师疏导"),
    ("夏天蚊子多", "楼间水沟积水滋生蚊虫", "除四害消杀。病媒防制队喷药投饵"),
    ("党员想去红色基地看看", "支部两年没有外出活动", "红色教育基地参观。讲解员免费讲解"),
    ("刑满释放人员想学开车床", "没手艺找不到活", "技工学校技能培训。车工、焊工班"),
    ("宠物伤人赔偿谈不拢", "狗咬了孩子，双方各执一词", "社区律师门诊。解答侵权赔偿，代写文书"),
    ("楼道堆满纸箱", "消防通道走不了人", "青年突击队义务劳动。清理楼道杂物"),
    ("冬天屋里冷", "五保户老人没有取暖设备", "电暖器捐赠。为困难老人送电暖器二十台"),
    ("想搞一场中秋晚会", "居民自编节目，缺舞台音响", "流动舞台车。音响灯光齐全，可放露天节目"),
    ("孤儿上大学缺学费", "考上本科还差一年费用", "圆梦助学金。每人五千元"),
    ("河边没有护栏", "孩子放学在边上玩", ""),
    ("高层住户不会用灭火器", "刚发过一次小火情", "消防员上门教学。灭火器实操和逃生演练"),
    ("听不清电视", "老人耳背", "听力筛查。耳鼻喉科医生免费测听力"),
    ("租客多怕偷盗", "连着丢了三辆电瓶车", "夜间义警巡逻。二十人队伍"),
    ("想办营业执照不会网上操作", "开早餐店的夫妻", "政务帮办。窗口人员帮办执照许可"),
    ("希望把小区划进重点学区", "家长联名", ""),
)
"""(title, detail, the resource that is right for it; empty where there is none)."""


def main() -> int:
    """Match the month and print what a coordinator would shake her head at."""
    needs = tuple(
        Need(id=f"N{place:02d}", title=title, detail=detail, community="柳园社区")
        for place, (title, detail, _) in enumerate(MONTH)
    )
    resources = tuple(
        Resource(
            id=f"R{place:02d}",
            unit=f"单位{place:02d}",
            title=words.partition("。")[0],
            detail=words.partition("。")[2],
        )
        for place, (_, _, words) in enumerate(MONTH)
        if words
    )
    options = Options()
    found = candidates.find(
        Lists(needs=needs, resources=resources), (), options, month="2026-06", vocabulary=load()
    )
    plan = solve(found, (), options)
    assert check.violations(found, (), options, plan) == ()
    titles = {need.id: need.title for need in needs} | {r.id: r.title for r in resources}
    wrong = [a for a in plan.assignments if a.need[1:] != a.resource[1:]]
    met = {a.need for a in plan.assignments if a.need[1:] == a.resource[1:]}
    should = {f"N{place:02d}" for place, (_, _, words) in enumerate(MONTH) if words}
    out = sys.stdout.write
    out(f"{len(should)} needs have a resource; {len(met)} got it; {len(wrong)} assignments wrong\n")
    for item in wrong:
        out(f"  wrong  {item.score:>4} {titles[item.need]} <- {titles[item.resource]}\n")
    for need in sorted(should - met):
        out(f"  missed      {titles[need]}: {titles['R' + need[1:]]}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
