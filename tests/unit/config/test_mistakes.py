"""Every mistake at once, each in one line that a manager can act on."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import load
from bot.config_problems import ConfigProblems

SAMPLE = Path(__file__).parents[3] / "config.yaml"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NEXT = "{id: finance,"
HOURS = '應填 星期與時段，例：mon-sat: ["08:30-12:00", "13:30-18:00"]；時段由早到晚、不重疊，一天只寫一行'
DUTIES = "accept_product、execute、investigate、hr、proxy_product、supervise、administer、pay"
POSITIONS = "staff、assistant、order_follower、manager、vice_president、gm_assistant、general_manager"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def mistakes(path: Path, text: str | bytes) -> list[str]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigProblems) as caught:
        load(path)
    assert all("\n" not in problem.text for problem in caught.value.problems)
    assert str(caught.value).splitlines() == [problem.text for problem in caught.value.problems]
    return [problem.text for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(path: Path) -> None:
    text = """\
company:
langage: zh-Hant
telegram: {group_id: 100, admin_ids: []}
storage: {path: var/tousu.db}
calendar:
  mode: workin
  hours:
    mon-sat: ["08:30-12:00", "11:30-18:00"]
    sat: ["9-12"]
departments:
  - {id: desk, name: 打單部, duties: [acept_product], superior: head}
  - {id: head, name: 總部, superior: desk}
people:
  - {name: 王五, department: 打單部, telegram_id: 7}
  - {name: 李四, position: bos, department: desc, telegram_id: 7}
rules: {reply: 2, penalty: {amount: 50元}}
"""
    assert mistakes(path, text) == [
        "第 1 行　company：未填；應填 公司名稱，例：輝煌",
        "第 2 行　langage：沒有這個設定，是不是 language？",
        "第 3 行　telegram.group_id：「100」不能用；應填 群組編號，負整數，例：-1001234567890",
        "第 3 行　telegram.admin_ids：未填；應填 管理員的 Telegram 編號清單，至少一位，例：[1001]",
        "第 6 行　calendar.mode：「workin」不能用，是不是 working？應填 working（工作時間）或 always（全天候）",
        f"第 8 行　calendar.hours.mon-sat：時段重疊或順序不對；{HOURS}",
        f"第 9 行　calendar.hours.sat[第1項]：「9-12」不能用；{HOURS}",
        "第 11 行　departments[打單部].superior：上一級部門繞成一圈：desk → head → desk",
        f"第 11 行　departments[打單部].duties[第1項]：「acept_product」不能用，是不是 accept_product？應填 職責清單，可用：{DUTIES}",
        "第 14 行　people[王五].department：沒有 id 為「打單部」的部門，是不是 desk？",
        "第 15 行　people[李四].telegram_id：「7」重複了，每個只能出現一次",
        "第 15 行　people[李四].department：沒有 id 為「desc」的部門，是不是 desk？",
        f"第 15 行　people[李四].position：「bos」不能用；應填 職位，可用：{POSITIONS}",
        "第 16 行　rules.reply：「2」不能用；應填 時限，例：30m、2h、3 working days",
        "第 16 行　rules.penalty.amount：「50元」不能用；應填 每次罰款金額，正整數（元），例：50",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("company: 輝煌", "company: ' '", "company：「」不能用；應填 公司名稱，例：輝煌"),
        ("company: 輝煌\n", "", "company：未填；應填 公司名稱，例：輝煌"),
        ("Asia/Shanghai", "Asia", "timezone：「Asia」不能用；應填 時區名稱，例：Asia/Shanghai"),
        ("Asia/Shanghai", "../etc/passwd", "timezone：「../etc/passwd」不能用"),
        ("-1001234567890", "輝煌同仁群", "telegram.group_id：「輝煌同仁群」不能用"),
        ("[1022]", "[1022, 0]", "telegram.admin_ids[第2項]：「0」不能用"),
        ("[1022]", "1022", "telegram.admin_ids：寫法不對"),
        ("path: var", "path:\n  #", "storage.path：未填"),
        ("mon-sat:", "sat-mon:", "calendar.hours.sat-mon：「sat-mon」不能用"),
        ("mon-sat:", "週一:", "calendar.hours.週一：「週一」不能用"),
        ('mon-sat: ["08:30-12:00", "13:30-18:00"]', "mon: 08:30-18:00", "calendar.hours.mon：寫法不對"),
        ('mon-sat: ["08:30-12:00", "13:30-18:00"]', "mon: []", "calendar：mode 是 working 時要填工作時間"),
        (
            'mon-sat: ["08:30-12:00", "13:30-18:00"]',
            'mon-sat: ["08:30-12:00"]\n    sat: ["13:00-14:00"]',
            "calendar.hours：同一個星期出現在兩行",
        ),
        ('"13:30-18:00"', '"13:30-13:30"', "calendar.hours.mon-sat[第2項]：「13:30-13:30」不能用"),
        ('"13:30-18:00"', '"13:30-25:00"', "calendar.hours.mon-sat[第2項]：「13:30-25:00」不能用"),
        (
            "holidays: CN",
            "holidays: TW",
            "calendar.holidays：「TW」不能用；應填 CN（中國法定節假日與調休）或 none（不放）",
        ),
        (
            "closed: []",
            "closed: [2026-02-30]",
            "calendar.closed[第1項]：「2026-02-30」不能用；應填 公司自訂的休息日清單",
        ),
        ("closed: []", "closed: [20261231]", "calendar.closed[第1項]：「20261231」不能用"),
        ("closed: []", "closed: 2026-12-31", "calendar.closed：寫法不對"),
        (
            NEXT,
            f"{{id: 業務, name: 新部}}\n  - {NEXT}",
            "departments[新部].id：「業務」不能用；應填 英文代號",
        ),
        (NEXT, f"{{id: sales, name: 新部}}\n  - {NEXT}", "departments[新部].id：「sales」重複了"),
        ("name: 監察部", "name: 行政部", "departments[行政部].name：「行政部」重複了"),
        (
            "superior: sales_vp",
            "superior: sales",
            "departments[業務部].superior：上一級部門繞成一圈：sales → sales",
        ),
        ("superior: sales_vp", "superior: vp", "departments[業務部].superior：沒有 id 為「vp」的部門"),
        ("telegram_id: 1005", "telegram_id: 1004", "people[黃小燕].telegram_id：「1004」重複了"),
        ("telegram_id: 1005", "telegram_id: '@yan'", "people[黃小燕].telegram_id：「@yan」不能用"),
        ("name: 黃小燕", "name: 李小明", "people[李小明].name：「李小明」重複了"),
        ("name: 黃小燕, ", "", "people[第5項].name：未填"),
        ("accept: 5m", "accept: 5", "rules.accept：「5」不能用；應填 時限，例：5m、2h、3 working days"),
        ("accept: 5m", "accept: 五分鐘", "rules.accept：「五分鐘」不能用"),
        ("accept: 5m", "accept: [5m]", "rules.accept：寫法不對"),
        ("amount: 50 ", "amount: 0 ", "rules.penalty.amount：「0」不能用"),
        ("amount: 50 ", "amount: 49.5 ", "rules.penalty.amount：「49.5」不能用"),
        ("mode: auto ", "mode: automatic ", "rules.penalty.mode：「automatic」不能用，是不是 auto？"),
        ('"18:00"  ', "24:00 ", "schedule.daily_summary：「24:00」不能用；應填 時刻"),
        ('"mon 09:00"', "monday", "schedule.weekly_chart：「monday」不能用；應填 星期與時刻"),
        ("level: INFO", "level: info", "logging.level：「info」不能用"),
        ("level: INFO", "levle: INFO", "logging.levle：沒有這個設定，是不是 level？"),
        ("level: INFO", "color: red", "logging.color：沒有這個設定；可用：level"),
        ("duties: [hr], ", "", "departments：沒有部門負責 hr"),
        ("[accept_product, execute]", "[execute]", "departments：沒有部門負責 accept_product"),
    ],
)
def test_one_mistake_is_one_line_with_place_value_and_what_is_accepted(
    path: Path, old: str, new: str, sentence: str
) -> None:
    (line,) = mistakes(path, changed(old, new))
    assert line.partition("　")[2].startswith(sentence) or line.startswith(sentence)


def test_somebody_must_judge_objections(path: Path) -> None:
    text = changed("duties: [supervise], ", "").replace("duties: [administer], ", "")
    (line,) = mistakes(path, text)
    assert "罰款異議無人裁定" in line


def test_somebody_in_hr_must_be_known_by_number(path: Path) -> None:
    text = changed(", telegram_id: 1016", "").replace(", telegram_id: 1017", "")
    (line,) = mistakes(path, text)
    assert "無人能批准同仁登記" in line


def test_a_day_cannot_be_free_and_worked(path: Path) -> None:
    text = changed("closed: []", "closed: [2026-12-31]").replace("open: []", "open: [2026-12-31]")
    (line,) = mistakes(path, text)
    assert "calendar.open[第1項]：「2026-12-31」同時列為休息日與上班日" in line


@pytest.mark.parametrize(
    "new",
    [
        f"telegram:\n  token: {TOKEN}",
        f"token: {TOKEN}\ntelegram:",
        "telegram:\n  bot_token: here",
        f"telegram:\n  base_url: https://api.telegram.org/bot{TOKEN}",
        f"{TOKEN.replace(':', '-')}: x\nlogging_: {TOKEN}\ntelegram:",
    ],
)
def test_a_token_is_sent_away_and_never_repeated(path: Path, new: str) -> None:
    lines = mistakes(path, changed("telegram:", new))
    assert any("token 不可寫在設定檔；請改放環境變數 TOUSU_TOKEN 或 .env" in line for line in lines)
    assert TOKEN not in "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "設定檔是空的，可由範例 config.yaml 複製一份再改"),
        ("# nothing yet\n", "設定檔是空的，可由範例 config.yaml 複製一份再改"),
        ("- a\n- b\n", "第 1 行　設定檔最外層應是「key: value」，例：company: 輝煌"),
        ("company\n", "第 1 行　設定檔最外層應是「key: value」，例：company: 輝煌"),
        ("company：輝煌\ntimezone: x\n", "第 1 行　「company：輝煌」的冒號是全形，請改成半形冒號加一個空格"),
        ("a: 1\nb:\n\tc: 1\n", "第 3 行　「c: 1」含有 Tab，請改用空格縮排"),
        (
            "a: [1\nb: 2\n",
            "第 2 行　「b: 2」附近的 YAML 寫法看不懂，請檢查縮排、冒號後的空格、引號與括號是否成對",
        ),
        (
            "a: {}\n---\nb: {}\n",
            "第 2 行　「---」附近的 YAML 寫法看不懂，請檢查縮排、冒號後的空格、引號與括號是否成對",
        ),
        (
            "[" * 5000,
            f"第 1 行　「{'[' * 40}…」附近的 YAML 寫法看不懂，請檢查縮排、冒號後的空格、引號與括號是否成對",
        ),
        ("輝煌".encode("big5"), "設定檔不是 UTF-8 文字，請以 UTF-8 另存"),
    ],
)
def test_a_file_that_is_no_configuration_gets_one_line(path: Path, text: str | bytes, line: str) -> None:
    assert mistakes(path, text) == [line]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems, match="找不到設定檔"):
        load(tmp_path / "nope.yaml")
    with pytest.raises(ConfigProblems, match="無法讀取"):
        load(tmp_path)


def test_a_byte_order_mark_is_no_mistake(path: Path) -> None:
    path.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load(path).company == "輝煌"


def test_a_key_written_twice_is_a_mistake(path: Path) -> None:
    (line,) = mistakes(path, changed("timezone:", "company: 別的\ntimezone:"))
    assert line.endswith("company：同一個設定寫了兩次，請只留一個")


def test_references_are_refused_even_to_themselves(path: Path) -> None:
    assert any(
        "不支援「&」「*」引用" in line for line in mistakes(path, changed("closed: []", "closed: &a [*a]"))
    )
    assert any("不支援「&」「*」引用" in line for line in mistakes(path, "a: &a {b: *a}\n"))


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_reader(path: Path, text: str) -> None:
    assert mistakes(path, text.encode("utf-8", errors="surrogatepass"))


JUNK = st.recursive(
    st.none()
    | st.text(max_size=8)
    | st.integers()
    | st.sampled_from(["hr", "mon-sat", "2026-01-01", "5m", TOKEN]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    max_leaves=6,
)


@given(data=st.data(), junk=JUNK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_value_in_any_place_breaks_the_reader(path: Path, data: st.DataObject, junk: object) -> None:
    tree = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    node = tree
    while True:
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        if not (isinstance(node[key], dict | list) and node[key]) or data.draw(st.booleans()):
            break
        node = node[key]
    node[key] = junk
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    shown = answer(path)
    assert TOKEN not in shown


def answer(path: Path) -> str:
    try:
        return load(path).company
    except ConfigProblems as problems:
        return str(problems)
