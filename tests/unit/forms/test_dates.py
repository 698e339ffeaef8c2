"""Days and moments as people write them (T1-T5), read on Monday 2026-11-23 at 10:05."""

from datetime import date, datetime, timedelta, timezone

import pytest

import forms
from forms.moments import read_day, read_moment
from tests.unit.forms.posts import NOW

DAYS = """
2026年11月12日=2026-11-12
2026 年 11 月 12 日=2026-11-12
2026年11月12号=2026-11-12
2026-11-17=2026-11-17
2026/11/9=2026-11-09
2026.11.05=2026-11-05
26.11.05=2026-11-05
26年11月5日=2026-11-05
二六年十一月五日=2026-11-05
2026－11－17=2026-11-17
11月18日=2026-11-18
11月18=2026-11-18
11/16=2026-11-16
11-14=2026-11-14
11.14=2026-11-14
12/25=2025-12-25
11/24=2025-11-24
11/23=2026-11-23
18号=2026-11-18
28号=2026-10-28
31号=2026-10-31
二十八號=2026-10-28
23日=2026-11-23
24日=2026-10-24
上周二=2026-11-17
上週二=2026-11-17
上周日=2026-11-22
上周天=2026-11-22
上星期五=2026-11-20
上个星期五=2026-11-20
上禮拜五=2026-11-20
上上周五=2026-11-13
上上個禮拜三=2026-11-11
本周一=2026-11-23
周五=2026-11-20
星期天=2026-11-22
今天=2026-11-23
昨天=2026-11-22
昨日=2026-11-22
前天=2026-11-21
前日=2026-11-21
大前天=2026-11-20
3天前=2026-11-20
三天前=2026-11-20
一周前=2026-11-16
两个星期前=2026-11-09
民國115年11月6日=2026-11-06
民国115年11月6日=2026-11-06
民國一一五年十一月六日=2026-11-06
民國 115 年 11 月 6 日=2026-11-06
115年11月6日=2026-11-06
115/11/06=2026-11-06
115.11.6=2026-11-06
民國115/11/06=2026-11-06
中華民國115年11月6日=2026-11-06
114年12月30日=2025-12-30
20261112=2026-11-12
1151106=2026-11-06
二〇二六年十一月十六日=2026-11-16
二零二六年十一月十六日=2026-11-16
二○二六年十一月十六日=2026-11-16
十一月十六日=2026-11-16
十一月十六=2026-11-16
十一月初六=None
廿三号=2026-11-23
１１月１６日=2026-11-16
１１／１６=2026-11-16
11月31日=None
2月30日=None
2026-13-01=None
2026-11-31=None
20261131=None
0年1月1日=None
0000-00-00=None
9999999年1月1日=None
大概十月中旬=None
十月中旬=None
上个月=None
上周=None
前几天=None
不清楚=None
忘了=None
月初=None
10月底=None
最近=None
半个月前=None
去年12月3日=2025-12-03
今年11月3日=2026-11-03
本月5号=2026-11-05
上个月28号=2026-10-28
上月28日=2026-10-28
11月18日 第二批=2026-11-18
11月18日（周三）=2026-11-18
11/18 下午=2026-11-18
2026年11月18日发了3车=2026-11-18
发货是11月18日=2026-11-18
32号=None
13/40=None
11月0日=None
11月12日左右=2026-11-12
2026-11-17T09:00=2026-11-17
20 November 2026=2026-11-20
20 Nov=2026-11-20
20-Nov-2026=2026-11-20
20Nov=2026-11-20
Nov 20=2026-11-20
NOV. 20, 2026=2026-11-20
November 20th=2026-11-20
the 20th of November=2026-11-20
2026 Nov 20=2026-11-20
24 Nov=2025-11-24
Fri 20 Nov=2026-11-20
the 18th=2026-11-18
yesterday=2026-11-22
Today=2026-11-23
the day before yesterday=2026-11-21
three days ago=2026-11-20
2 weeks ago=2026-11-09
last Friday=2026-11-20
Friday=2026-11-20
Monday=2026-11-23
Friday last week=2026-11-20
on Tuesday=2026-11-17
31 November=None
Nov 2026=None
November=None
last week=None
mid November=None
about 3 May boxes=2026-05-03
11月12日12时=2026-11-12
"""

MOMENTS = """
2026年11月23日9时20分=2026-11-23T09:20
2026年11月23日9點17分=2026-11-23T09:17
2026-11-23 08:55=2026-11-23T08:55
2026-11-23 08:55:30=2026-11-23T08:55
2026-11-23T08:55=2026-11-23T08:55
11月23日上午9点30分=2026-11-23T09:30
11/22 15时05分=2026-11-22T15:05
2026/11/23 9:48=2026-11-23T09:48
昨天下午3点=2026-11-22T15:00
今天早上8点40=2026-11-23T08:40
今天上午9:25=2026-11-23T09:25
11月20日下午5點40分=2026-11-20T17:40
九点半=2026-11-23T09:30
上午九点一刻=2026-11-23T09:15
9:20=2026-11-23T09:20
9：20=2026-11-23T09:20
上午9时=2026-11-23T09:00
9点整=2026-11-23T09:00
9点零5分=2026-11-23T09:05
九點零五=2026-11-23T09:05
9点钟=2026-11-23T09:00
8点5=2026-11-23T08:05
昨晚9點=2026-11-22T21:00
昨晚九点半=2026-11-22T21:30
昨天晚上11点50=2026-11-22T23:50
昨晚11:30=2026-11-22T23:30
昨夜11点=2026-11-22T23:00
前天中午12点=2026-11-21T12:00
昨天中午12:30=2026-11-22T12:30
今早8点=2026-11-23T08:00
今晨6时=2026-11-23T06:00
凌晨1点=2026-11-23T01:00
昨日下午 3 点 20 分=2026-11-22T15:20
上周五下午4点=2026-11-20T16:00
上周五16:20=2026-11-20T16:20
周五下午4点=2026-11-20T16:00
20号下午2点=2026-11-20T14:00
20号14:05=2026-11-20T14:05
28号9点=2026-10-28T09:00
二〇二六年十一月二十三日上午九点半=2026-11-23T09:30
民國115年11月23日上午9時10分=2026-11-23T09:10
115年11月23日 9:10=2026-11-23T09:10
115/11/23 09:10=2026-11-23T09:10
２０２６年１１月２３日９時２８分=2026-11-23T09:28
20261123 0920=2026-11-23T00:00
20261123 9:20=2026-11-23T09:20
26-11-23 9:20=2026-11-23T09:20
11.23 9:15=2026-11-23T09:15
11-23 09:50=2026-11-23T09:50
12月31日17时20分=2026-12-31T17:20
1月2日9:00=2027-01-02T09:00
5月20日9:00=2027-05-20T09:00
5月26日9:00=2026-05-26T09:00
11月23日25时70分=None
11月23日9时60分=None
24:00=None
25:00=None
9:75=None
11月31日9时=None
上周某天9点=None
十月中旬9点=None
刚才=None
早上=None
尽快=None
2026年11月23日（星期一）上午9:20=2026-11-23T09:20
2026年11月23日，上午9:20=2026-11-23T09:20
11月23日9:20 收到请回复=2026-11-23T09:20
11月23日9时20分左右=2026-11-23T09:20
11月23日下午15:20=2026-11-23T15:20
11月22日 3:20 PM=2026-11-22T15:20
11月22日 pm3:20=2026-11-22T15:20
11月22日傍晚6点=2026-11-22T18:00
11月22日晚8时=2026-11-22T20:00
11月22日晚上8点半=2026-11-22T20:30
11月22日午后2点=2026-11-22T14:00
11月23日 09 : 15=2026-11-23T09:15
2026 年 11 月 23 日 9 时 5 分=2026-11-23T09:05
十一月二十二日二十二时零五分=2026-11-22T22:05
十一月廿二日晚上十点十分=2026-11-22T22:10
9:20 11月23日=2026-11-23T09:20
今天9点05分=2026-11-23T09:05
今日09:05=2026-11-23T09:05
本日9点=None
now=2026-11-23T10:05
Right now.=2026-11-23T10:05
現在=2026-11-23T10:05
just now=None
yesterday 3pm=2026-11-22T15:00
yesterday at 3:20 p.m.=2026-11-22T15:20
yesterday afternoon at 3:10=2026-11-22T15:10
23 November 2026, 09:20=2026-11-23T09:20
November 20th, 2026 at 3:15 pm=2026-11-20T15:15
20 Nov 14:05=2026-11-20T14:05
Nov 20 9:32=2026-11-20T09:32
9:20 on 20 Nov=2026-11-20T09:20
last Friday 4 pm=2026-11-20T16:00
last night at 9:30 pm=2026-11-22T21:30
today 12:30 am=2026-11-23T00:30
today 12 pm=2026-11-23T12:00
this morning at 9:20=2026-11-23T09:20
twenty to nine=None
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(text, meant) for text, _, meant in (row.partition("=") for row in table.strip().split("\n"))]


@pytest.mark.parametrize(("text", "meant"), rows(DAYS))
def test_a_day_is_the_latest_it_can_be(text: str, meant: str) -> None:
    assert str(read_day(text, NOW.date())) == meant


@pytest.mark.parametrize(("text", "meant"), rows(MOMENTS))
def test_a_moment_is_the_nearest_it_can_be(text: str, meant: str) -> None:
    moment = read_moment(text, NOW)

    assert (moment and moment.isoformat(timespec="minutes")) == (
        None if meant == "None" else f"{meant}+08:00"
    )


@pytest.mark.parametrize("days_ago", range(15))
def test_a_weekday_of_last_week_lies_between_monday_and_sunday_of_it(days_ago: int) -> None:
    today = NOW.date() - timedelta(days=days_ago)
    monday = today - timedelta(days=today.weekday() + 7)

    read = [read_day(f"上周{day}", today) for day in "一二三四五六日"]

    assert read == [monday + timedelta(days=index) for index in range(7)]


@pytest.mark.parametrize("hours", [-12, -5, 0, 8, 14])
def test_the_day_is_that_of_nows_own_offset(hours: int) -> None:
    now = datetime(2026, 11, 23, 0, 10, tzinfo=timezone(timedelta(hours=hours)))

    assert read_moment("昨晚9点", now) == datetime(2026, 11, 22, 21, tzinfo=now.tzinfo)
    assert read_day("今天", now.date()) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "九" * 5000,
        "百" * 99,
        "9999999999年99月99日",
        "0年0月0日",
        "٣月٣日",
        "²月³日",
        "9999年12月31日",
        "上" * 999 + "周一",
    ],
)
@pytest.mark.parametrize(
    "now", [NOW, datetime.max.replace(tzinfo=NOW.tzinfo), datetime.min.replace(tzinfo=NOW.tzinfo)]
)
def test_no_number_is_too_big_and_no_calendar_too_short(text: str, now: datetime) -> None:
    for words in (text, f"{text}前", f"民国{text}年1月1日", f"{text}天前", f"上上上周三{text}", f"{text}点"):
        read_day(words, now.date())
        read_moment(words, now)


def test_a_wrong_time_is_quoted_as_typed_and_is_no_field() -> None:
    text = "产品投诉\n投诉人：甲\n发货日期： 大概十月中旬吧 \n投诉时间：明天9点 收到请回"

    reading = forms.read(text, now=NOW)

    assert reading.quotes == {"shipped_on": "大概十月中旬吧", "complained_at": "明天9点 收到请回"}
    assert reading.problems["shipped_on"] == forms.Problem.INVALID
    assert reading.problems["complained_at"] == forms.Problem.FUTURE
    assert not {"shipped_on", "complained_at"} & reading.fields.keys()
