"""Look-alikes: fonts that print 行 often say that they print the radical ⾏, another character with the same shape."""

import unicodedata

#: Radicals of Unicode's supplement block that have no compatibility mapping, with the character that they look like
#: (EquivalentUnifiedIdeograph.txt of the Unicode Character Database).
_SUPPLEMENT = dict(
    zip(
        "⺃⺄⺅⺋⺍⺎⺏⺐⺒⺔⺖⺘⺙⺡⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺰⺱⺳⺶⺷⺹⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻰⻲⺁⺇⺝⺠⺻⻖⻳",
        "乚乙亻㔾丷兀尣尢巳㔾忄扌攵氵灬爫爫丬犭王疋罒礻礻竹纟罓㓁羊羊耂肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶阝钅長镸长门雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龟厂几月民聿阝龟",
        strict=True,
    )
)
_RANGES = ((0x2E80, 0x2EF4), (0x2F00, 0x2FD6), (0xF900, 0xFB00), (0x2F800, 0x2FA1E))
#: Each look-alike and the character meant.
RADICALS = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for first, last in _RANGES
    for code in range(first, last)
    if unicodedata.normalize("NFKC", chr(code)) != chr(code)
} | _SUPPLEMENT
