"""Make text comparable without moving a character: half width, simplified, one kind of blank, colon and dash."""

import re

# Traditional and variant forms of the characters that our word tables use.
_TRADITIONAL = (
    "両並併來価係倉個們備傢僅價儘償兌兩処別則剛劃務勧勸協単卻卽員問單噹嚮団図國圖團堅報場変夠學寫対將對導"
    "屆崗師帰幾庫廠張強彆彌彔後応態慮應戶戸拠換損擔據數斉於時暫曏書會枱條棄業標機檯歸気氣沒淩済減準濟瀰為"
    "無焼熱燒爲牽現產産画畫當発發盡眞瞭確碼祇禮稱箇範簽籤糰約紙終組経結絕絡給統絶經継続綫線編緩緻縫縮繋繫"
    "繼續纔罷羣聯職脩臺與芸藝處號衕衹裏補裡製見規視訂計討記設許訴註証話該認說説調談請論謂謝證議譲變讓讚貨"
    "責貴費資賙賛賠質賬贊車軟転較輌輛輪轉辦辭迴逓這連週進運過達遞還郵銭銷錄錢録錶鑑鑒長門間関閤闆關隊隠隱"
    "隻電須預領頻題額願類颱餘馬髪髮鬚麪麫麵麺麼麽點齊齣"
)
_SIMPLIFIED = (
    "两并并来价系仓个们备家仅价尽偿兑两处别则刚划务劝劝协单却即员问单当向团图国图团坚报场变够学写对将对导"
    "届岗师归几库厂张强别弥录后应态虑应户户据换损担据数齐于时暂向书会台条弃业标机台归气气没凌济减准济弥为"
    "无烧热烧为牵现产产划划当发发尽真了确码只礼称个范签签团约纸终组经结绝络给统绝经继续线线编缓致缝缩系系"
    "继续才罢群联职修台与艺艺处号同只里补里制见规视订计讨记设许诉注证话该认说说调谈请论谓谢证议让变让赞货"
    "责贵费资周赞赔质账赞车软转较辆辆轮转办辞回递这联周进运过达递还邮钱销录钱录表鉴鉴长门间关合板关队隐隐"
    "只电须预领频题额愿类台余马发发须面面面面么么点齐出"
)

_LOOKALIKES = {
    ":": "﹕︰∶꞉",
    ";": "﹔",
    ",": "﹐",
    "-": "‐‑‒–—―−─━﹣",
    "(": "﹙〔",
    ")": "﹚〕",
    "【": "〖",
    "】": "〗",
    " ": "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_FOLDED = (
    str.maketrans(_TRADITIONAL, _SIMPLIFIED)
    | _FULL_WIDTH
    | {ord(char): plain for plain, chars in _LOOKALIKES.items() for char in chars}
)

_INVISIBLE = (
    *((0x00, 0x09), (0x0E, 0x20), (0x7F, 0xA0), (0xAD, 0xAE), (0x180E, 0x180F), (0x200B, 0x2010)),
    *((0x202A, 0x202F), (0x2060, 0x2070), (0xFEFF, 0xFF00)),
)
_CLEANED: dict[int, str | None] = {code: None for start, end in _INVISIBLE for code in range(start, end)}
_CLEANED |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character cannot be stored or sent

_MISSPELT = re.compile("投拆")


def clean(text: str) -> str:
    """Return the text without zero-width and control characters, its lines parted by \\n alone."""
    return "\n".join(text.splitlines()).translate(_CLEANED)


def fold(text: str) -> str:
    """Return the text as our tables are spelt, character for character in the same places (投拆 is 投诉)."""
    return _MISSPELT.sub("投诉", text.translate(_FOLDED))
