"""The words that decide about 賠款/退換貨 (S2-S4): tables of patterns parted by blanks, all simplified."""

from typing import NamedTuple


def _words(*rows: str) -> tuple[str, ...]:
    return tuple(" ".join(rows).split())


class Way(NamedTuple):
    """One way to ask: the pattern of its verb, and what that verb may also be about (then nothing is asked)."""

    verb: str
    other_things: tuple[str, ...]


COUNT = "[0-9一二两三四五六七八九十百几半]"

PEOPLE = _words(
    "(?<!客)人 (?<!其)[他她] 员 司机 师傅 经理 主管 组长 班长 队长 助理 领导 老师 工程师 客服 跟单 业务 仓管 前台",
    "保安 对接 团队 班组 车队 车辆 部门 车间 供应商 厂家 快递 物流 货代 货运 承运商? 公司 [一别另]家 合作方",
)
ARRANGEMENTS = _words(
    "方式 方法 方案 做法 说法 态度 角度 思路 时间 时段 日期 地点 地址 路线 岗位 岗 职务 座位 电话 号码 微信 密码",
    "系统 软件 设备 机台 机器 模具 刀具 群 仓库 窗口 工艺 配方 计划 [辆台部]车 ^车(?:送货?|运|来)?",
)
PAPERS = _words(
    "报告 资料 文件 图纸 发票 单据 回单 清单 票据 收据 合同 协议 说明书? 证明 通知 申请 表格? 记录 照片 图片 视频",
    "邮件 证书? 合格证 手续 签[名字] 意见 账单 报价 单号? 函 备案 数据 确认书",
)
RULES = _words("流程 制度 标准 规定 政策 机制 规则 条款 程序 规范 率")
PAY = _words("工资 奖金 绩效 薪水? 提成 分 罚款? 处罚 部 主任")  # what is taken from people, not from a price
GOODS = (*_words("货 款 钱 费 金 价 品 元 损失"), f"{COUNT}[批箱件台套只张]")

_LESS = (
    "折[价让]|(?<!打)折扣|打折(?!扣)|[0-9一二三四五六七八九]折(?![扣叠断])",
    "(?:让|减|降)价(?!格)|让利|[优優]惠|补[贴貼]|免[单收]",
    "价格?(?:下调|下浮|调低|减)|(?:下调|下浮|调低|降低|减少?)(?=.{0,3}(?:单价|价格|货款))",
    "(?<![纽钮折搭卡锁环暗拉皮抵])扣(?=货?款(?![式色型])|除|减|掉|钱|费|[0-9一二两三四五六七八九十百几])",
    "抵(?=货?款|扣|减)|[冲沖]抵|减免|少[付收](?=.{0,5}[款钱费元])",
)
PRICE_CUT = Way("|".join(_LESS), PEOPLE + PAY + RULES)

WAYS = (
    Way("赔(?!礼|罪|.?不是|不起|笑|小心|本)", RULES),
    Way("(?<![辞劝倒撤衰斥隐])退(?![休让步出群伍学火化役场却缩位岗职烧潮避色热磁])", PAPERS + RULES),
    Way("(?:(?<![变兑转交轮切])换|换(?=货))(?![句位岗班届言算取气])", PEOPLE + ARRANGEMENTS + PAPERS + RULES),
    Way(f"(?<![修弥填缝])补(?=货|发|寄|送|给|够|足|齐|回|上|偿|差|款|钱|{COUNT})", PAPERS + RULES),
    PRICE_CUT,
    Way(
        "返款|返钱|返现|返[利点]|(?:返还|归还|重新发|重发)(?=.{0,6}[货款钱费金品箱件台套只张批])",
        PAPERS + RULES,
    ),
)

# Straight behind the verb these name the thing itself: 退货, 退还货款, 换货, 赔偿.
THING = "[还回换给]?(?:货(?!运|代|车)|款|钱|费|偿|付|差价|差额)"

# Behind an object the clause goes on to something else.
BREAKS = "[并和及给让由与到赔退换补后再]|跟(?!单)"

# What looks like a refusal and is none; taken out before anything is judged.
NO_REFUSAL = _words(
    "不得不 不能不 不可不 不会不 能不能 可不可以 是不是 要不要 行不行 好不好 会不会 要不然 要不是 要不 不仅仅 不仅",
    "不但 不只 不光 不单 不止 不管 不论 无论 不妨 不然 差不多 非要 非得 恐怕 特别 分别 个别 [不没]合格 不良 免费",
    "(?:不能|不得|不许|不要|不可|别|勿)再?(?:拒绝|拒不)",
)

REFUSALS = _words(
    "不(?:是|用|必|需|须|想|愿|求|图|为|再|会|打算|考虑|接受|同意|主张|坚持|追究|追讨|涉及|牵涉|谈|提|走|做|办|在乎|稀罕)?",
    "不(?:至于|到|肯|准备|希望|建议|指望|期望|奢望|强求|赞成|支持|计划|强调|以|敢|该|应|可|能|得|许|允许)",
    "(?:没有?|未)(?=要|提|说|打算|想|考虑|主张|申请|谈|必要|有) 无(?:需|须|意)? 毋[须庸] 勿 别 甭 并非 非 放弃 [拒谢]绝",
    "婉拒 免(?:于|除)? 撤[回销] 取消 停止 终止 用不着 犯不着 谈不上 没有?必要 何必 避免 以免 免得 防止 杜绝 减少",
    "降低 省得 担心 怕 预防 暂缓",
)

# What may stand between a refusal and what it refuses.
FILLERS = _words(
    "要求 需要 要 求 是 说 想 用 给 让 对 向 来 去 过 必 一定 愿意 任何形式的 任何的 任何 什么 啥 客户 我们 我司 我方 公司",
    "贵司 贵公司 你们 他们 咱们 对方 工厂 厂里 厂家 供应商 业务 进行 安排 提出 提 申请 考虑 办理 办 做 作 谈 走 额外",
    "经济上的 经济 现金 全部 全额 整批 整单 为了 真的 真 立即 马上 再次 再 另外 另行 其他 多余的? 有 出 付 支付 得到 拿",
    "这批货 那批货 把.{1,6}? 出现 发生 产生 造成 引起 导致 类似 被 后续 继续 大批 批量 追究 追讨 主张 强求 以 索 理 :",
)

# A refusal may also follow what it refuses: 賠償就不必了.
ADVERBS = _words("就 都 均 也 倒 可以 暂时 暂 先 一概 统统 全部 客户 我们 他们 目前 则")
LATE_REFUSALS = _words(
    "不用 不必要 不必 不需要 不需 不求 不谈 不提 不考虑 不强求 不追究 不主张 不计较 不指望 不在乎 不接受 不同意 无需 无须",
    "免 算 作罢 放弃 没有?必要 无所谓 大可不必 不再(?:追究|提|要求|计较|主张|谈) 无关",
)

PAST = _words("已经? 上次 上回 之前 前次 曾经?")
