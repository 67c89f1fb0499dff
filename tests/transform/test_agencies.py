"""Printed names in, agencies out."""

import csv
import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.agencies import agencies, clean_name, load_lexicon, load_places
from transform.agencies.divisions import PLACES_FOLDER
from transform.shapes import AGENCY

PLACES, LEXICON = load_places(), load_lexicon()

with (PLACES_FOLDER / "divisions.csv").open(encoding="utf-8") as file:
    DIVISIONS = list(csv.DictReader(file))
with (PLACES_FOLDER / "changes.csv").open(encoding="utf-8") as file:
    CHANGES = {(row["old_code"], row["old_name"]): row for row in csv.DictReader(file)}

PIECES = [
    "攀枝花市",
    "东区",
    "朝阳",
    "吉林",
    "省",
    "国家",
    "文化",
    "和",
    "局",
    "镇",
    "人民政府",
    "(",
    ")",
    "　",
    "Ａ",
]


def read(*names: str | None) -> pl.DataFrame:
    return agencies(pl.DataFrame({"name_printed": names}, {"name_printed": pl.String}), PLACES, LEXICON)


def one(name: str) -> dict[str, str | None]:
    return read(name).row(0, named=True)


def ids(*names: str) -> list[str]:
    return read(*names)["agency_id"].to_list()


def test_real_agencies() -> None:
    cases = pl.DataFrame(
        [
            ("攀枝花市东区文化广播电视和旅游局", "510402-culture_tourism", "攀枝花市", "东区", "department"),
            ("盐池县文化旅游广电局", "640323-culture_tourism", "吴忠市", "盐池县", "department"),
            ("阜新市太平区文化旅游和广播电视局", "210904-culture_tourism", "阜新市", "太平区", "department"),
            ("郑州市上街区卫生健康委员会", "410106-health", "郑州市", "上街区", "department"),
            ("鄂尔多斯市东胜区教育体育局", "150602-education", "鄂尔多斯市", "东胜区", "department"),
            (
                "攀枝花市东区人民政府办公室",
                "510402-government_office",
                "攀枝花市",
                "东区",
                "government_office",
            ),
        ],
        schema=["name_printed", "agency_id", "prefecture", "county", "kind"],
        orient="row",
    )
    read_back = agencies(cases, PLACES, LEXICON)
    assert read_back.select(cases.columns).equals(cases)
    assert read_back["level"].unique().to_list() == ["county"]


@pytest.mark.parametrize(
    ("name", "region_code", "level", "resolved_by"),
    [
        ("四川攀枝花市东区财政局", "510402", "county", "place_chain"),
        ("攀枝花东区财政局", "510402", "county", "place_chain"),
        ("四川省东区财政局", "510402", "county", "place_chain"),
        ("北京市朝阳区教育委员会", "110105", "county", "place_chain"),
        ("重庆市云阳县水利局", "500235", "county", "place_chain"),
        ("上海市教育委员会", "310000", "province", "place_chain"),
        ("新疆维吾尔自治区喀什地区教育局", "653100", "prefecture", "place_chain"),
        ("新疆喀什疏附县人民政府", "653121", "county", "place_chain"),
        ("内蒙古自治区锡林郭勒盟行政公署", "152500", "prefecture", "place_chain"),
        ("阿拉善左旗人民政府", "152921", "county", "unique_county"),
        ("阜新县人民政府", "210921", "county", "unique_county"),
        ("阜新蒙古族自治县人民政府", "210921", "county", "unique_county"),
        ("湖北省仙桃市人民政府", "429004", "county", "place_chain"),
        ("东莞市教育局", "441900", "prefecture", "place_chain"),
        ("海南省海口市教育局", "460100", "prefecture", "place_chain"),
        ("海南藏族自治州教育局", "632500", "prefecture", "place_chain"),
        ("海南州教育局", "632500", "prefecture", "place_chain"),
        ("海南区教育局", "150303", "county", "unique_county"),
        ("吉林省吉林市教育局", "220200", "prefecture", "place_chain"),
        ("吉林市教育局", "220200", "prefecture", "place_chain"),
        ("朝阳市教育局", "211300", "prefecture", "place_chain"),
        ("朝阳县教育局", "211321", "county", "unique_county"),
        ("长春市朝阳区教育局", "220104", "county", "place_chain"),
        ("乐山市中区教育局", "511102", "county", "place_chain"),
        ("和县教育局", "340523", "county", "unique_county"),
        ("沙县区教育局", "350405", "county", "unique_county"),
        ("教育部", "000000", "national", "national"),
        ("中华人民共和国教育部", "000000", "national", "national"),
        ("国务院办公厅", "000000", "national", "national"),
        ("国家税务总局", "000000", "national", "national"),
        ("国家税务总局盐池县税务局", "640323", "county", "unique_county"),
    ],
)
def test_region(name: str, region_code: str, level: str, resolved_by: str) -> None:
    row = one(name)
    assert (row["region_code"], row["level"], row["resolved_by"]) == (region_code, level, resolved_by)


@pytest.mark.parametrize(
    ("name", "region_code", "level"),
    [
        ("财政部四川监管局", "510000", "province"),
        ("财政部", "000000", "national"),
        ("审计署成都特派员办事处", "510100", "prefecture"),
        ("中国证券监督管理委员会四川监管局", "510000", "province"),
        ("中国证券监督管理委员会", "000000", "national"),
        ("国家统计局四川调查总队", "510000", "province"),
        ("国家统计局中江调查队", "510623", "county"),
    ],
)
def test_a_ministry_s_body_in_a_place_is_a_department_there(name: str, region_code: str, level: str) -> None:
    row = one(name)
    assert (row["region_code"], row["level"], row["kind"]) == (region_code, level, "department")


@pytest.mark.parametrize("name", ["四川省人民政府驻北京办事处", "四川省驻北京办事处"])
def test_an_office_in_another_place_is_no_street_office(name: str) -> None:
    row = one(name)
    assert (row["region_code"], row["level"], row["kind"]) == ("510000", "province", "other")


@pytest.mark.parametrize(
    ("name", "level", "resolved_by"),
    [
        ("鼓楼区教育局", "county", "ambiguous_place"),
        ("市中区人民政府", "county", "ambiguous_place"),
        ("朝阳区教育局", "county", "ambiguous_place"),
        ("东区文化局", None, "ambiguous_place"),
        ("吉林教育局", None, "ambiguous_place"),
        ("市教育局", None, "no_place"),
        # Which county that is no more: the one in 大同市, or what is 大庆市's 大同区 now?
        ("大同县教育局", None, "no_place"),
        # Of the city, or of the district that does not lie there?
        ("成都市旌阳区教育局", None, "two_bodies"),
        ("四川省昆山市民政局", None, "two_bodies"),
        ("朝阳街道办事处", "township", "no_place"),
        ("阜新市水泉镇人民政府", "township", "county_missing"),
        ("某某app官网:教育局", None, "no_place"),
        ("国家高新技术产业开发区管理委员会", None, "no_place"),
    ],
)
def test_undecided_names_stay_apart(name: str, level: str | None, resolved_by: str) -> None:
    row = one(name)
    assert (row["region_code"], row["agency_id"]) == (None, f"unresolved-{name}")
    assert (row["level"], row["resolved_by"]) == (level, resolved_by)


def test_an_ambiguous_county_keeps_what_is_certain() -> None:
    row = one("鼓楼区教育局")
    assert (row["county"], row["province"], row["function_code"]) == ("鼓楼区", None, "education")


@pytest.mark.parametrize(
    ("name", "agency_id"),
    [
        ("盐池县花马池镇人民政府", "640323-花马池镇"),
        ("盐池县花马池镇", "640323-花马池镇"),
        ("盐池县人民政府花马池镇", "640323-花马池镇"),
        ("盐池县花马镇镇", "640323-花马镇镇"),
        ("北京市朝阳区来广营地区办事处", "110105-来广营地区办事处"),
        ("中山市东区街道办事处", "442000-东区街道"),
        ("中山市东区街道办", "442000-东区街道"),
    ],
)
def test_townships(name: str, agency_id: str) -> None:
    row = one(name)
    assert row["agency_id"] == agency_id
    assert (row["level"], row["kind"], row["function_code"]) == ("township", "government", None)


@pytest.mark.parametrize(
    ("names", "agency_id"),
    [
        (
            ("盐池县文化广播电视和旅游局", "盐池县文化广电旅游体育局", "盐池县文旅局"),
            "640323-culture_tourism",
        ),
        (("盐池县卫生和计划生育局", "盐池县卫生健康局", "盐池县卫健委"), "640323-health"),
        (("盐池县卫生健康局", "盐池县卫生健康局（盐池县中医药管理局）"), "640323-health"),
        (("盐池县政府办", "盐池县人民政府办公室（政务服务管理办公室）"), "640323-government_office"),
        (("盐池县财政局", "盐池县财政局（挂盐池县国资局牌子）", "盐池县财政局加挂盐池县国资局"), "640323-finance"),
        (("盐池县教育局", "盐池县教育局（县委教育工委）"), "640323-education"),
        (("塔城地区教育局", "伊犁哈萨克自治州塔城地区教育局", "伊犁州塔城地区教育局"), "654200-education"),
        (("海南洋浦经济开发区财政局", "洋浦经济开发区财政局"), "460000-洋浦经济开发区-finance"),
        (("湘西州财政局", "湘西自治州财政局", "湘西土家族苗族自治州财政局"), "433100-finance"),
        (("盐池县自然资源局", "盐池县自然资源局（林业和草原局）"), "640323-natural_resources"),
        (("四川省国资委", "四川省人民政府国有资产监督管理委员会"), "510000-state_assets"),
        (("盐池县人民政府", "盐池县政府", "盐池县"), "640323-government"),
        (("海门市教育局", "南通市海门区教育局"), "320614-education"),
        (("德阳市罗江县教育局", "四川省罗江县教育局", "德阳市罗江区教育局"), "510604-education"),
        (("盐池县水务局", "盐池县水务局办公室", "盐池县水务局政务公开办", "盐池县水务局机关"), "640323-water"),
        (("盐池县花马池镇人民政府", "盐池县花马池镇人民政府党政办公室"), "640323-花马池镇"),
        (("吉林省四平市公主岭市教育局", "长春市公主岭市教育局", "公主岭市教育局"), "220184-education"),
        (("盐池县烟草专卖局", "盐池县烟草专卖局（公司）"), "640323-tobacco"),
        (("满洲里海关", "呼伦贝尔市满洲里海关"), "150781-海关"),
        (("长沙海关",), "430100-海关"),
        (("中国人民银行通海县支行", "人民银行通海县支行"), "530423-中国人民银行支行"),
        (("盐池县供销社", "盐池县供销合作社"), "640323-供销合作社"),
        (("苏州工业园区管委会", "苏州市工业园区管理委员会"), "320500-工业园区-管理委员会"),
    ],
)
def test_one_agency_under_several_names(names: tuple[str, ...], agency_id: str) -> None:
    assert ids(*names) == [agency_id] * len(names)


@pytest.mark.parametrize(
    "names",
    [
        ("杭州市下城区教育局", "杭州市拱墅区教育局"),
        ("四川省文化和旅游厅", "四川省广播电视局", "四川省文物局"),
        ("盐池县农业农村局", "盐池县农业综合行政执法局"),
        ("盐池县文化旅游广电局", "盐池县文化馆", "盐池县文化市场综合行政执法队"),
        ("盐池县司法局", "盐池县司法局（花马池司法所）", "盐池县司法局(", "盐池县司法局()"),
        ("盐池县卫生健康局", "盐池县卫生健康局（固原市中医药管理局）"),
        ("盐池县人民政府", "盐池县人民政府办公室", "盐池县委办公室", "盐池县信访办公室"),
        ("济宁市行政审批服务局", "济宁市大数据局"),
        ("盐池县教育局", "盐池县教育局信息中心", "盐池县国防动员委员会", "盐池县国防动员委员会办公室"),
        ("伊犁哈萨克自治州伊宁县教育局", "伊犁哈萨克自治州伊宁市教育局"),
    ],
)
def test_different_bodies_have_different_ids(names: tuple[str, ...]) -> None:
    assert len(set(ids(*names))) == len(names)


@pytest.mark.parametrize(
    ("name", "agency_id", "zone", "level"),
    [
        ("苏州工业园区教育局", "320500-工业园区-education", "工业园区", "county"),
        ("石家庄高新区教育局", "130100-高新技术产业开发区-education", "高新技术产业开发区", "county"),
        ("石家庄高新技术产业开发区教育局", "130100-高新技术产业开发区-education", "高新技术产业开发区", "county"),
        ("河北唐山芦台经济开发区财政局", "130200-芦台经济开发区-finance", "芦台经济开发区", "county"),
        ("北戴河新区教育局", "130300-北戴河新区-education", "北戴河新区", "county"),
        ("西咸新区教育体育局", "610000-西咸新区-education", "西咸新区", "prefecture"),
        ("新疆生产建设兵团教育局", "650000-生产建设兵团-education", "生产建设兵团", "province"),
        ("新疆生产建设兵团第十二师教育局", "650000-第十二师-education", "第十二师", "prefecture"),
        ("新疆生产建设兵团第八师石河子市教育局", "659001-education", None, "county"),
        ("苏州工业园区斜塘街道办事处", "320500-工业园区-斜塘街道", "工业园区", "township"),
    ],
)
def test_zones_and_the_corps_are_no_part_of_their_divisions_bureaus(
    name: str, agency_id: str, zone: str | None, level: str
) -> None:
    row = one(name)
    assert (row["agency_id"], row["zone"], row["level"]) == (agency_id, zone, level)


@pytest.mark.parametrize(
    ("name", "region_code", "full"),
    [
        ("盐池教育局", "640323", "吴忠市盐池县教育局"),
        ("固阳县教育局", "150222", "固阳县教育局"),
        ("海门教育局", "320614", "南通市海门区教育局"),
        ("长汀市场监督管理局", "350821", "龙岩市长汀县市场监督管理局"),
        ("高邮市场监督管理局", "321084", "扬州市高邮市市场监督管理局"),
        ("邢台教育局", None, "邢台教育局"),
        ("通州教育局", None, "通州教育局"),
    ],
)
def test_a_county_without_its_ending(name: str, region_code: str | None, full: str) -> None:
    row = one(name)
    assert (row["region_code"], row["name"]) == (region_code, full)


def test_codes_that_changed_resolve_to_both() -> None:
    names = ("海门市教育局", "南通市海门区教育局", "杭州市下城区教育局", "重庆市渝北区教育局", "盐池县教育局")
    found = read(*names).select("region_code", "former_region_code", "successor_region_code").rows()
    assert found == [
        ("320614", "320684", None),
        ("320614", "320684", None),
        ("330103", None, "330105"),
        ("500112", None, "500109;500157"),
        ("640323", None, None),
    ]


def test_bodies_of_one_family_that_stand_side_by_side_keep_their_keys() -> None:
    rows = read("盐池县行政审批服务局", "盐池县政务服务局")
    assert rows["function_code"].unique().to_list() == ["data_government_services"]
    assert rows["agency_id"].n_unique() == 2


def test_function_needs_the_whole_remainder() -> None:
    rows = read("盐池县文化馆", "盐池县文化市场综合行政执法队", "盐池县教育局招生考试中心", "盐池县教育与体育局")
    assert rows["function_code"].to_list() == [None, None, None, "education"]
    assert rows["kind"].to_list() == ["other", "other", "other", "department"]


def test_an_abolished_division_keeps_its_code_unless_renamed() -> None:
    rows = read("杭州市下城区教育局", "海门市教育局").select("region_code", "county", "resolved_by")
    assert rows.rows() == [
        ("330103", "下城区", "place_chain"),
        ("320614", "海门区", "renamed_division"),
    ]


@pytest.mark.parametrize("current", [True, False])
def test_every_division_is_found_by_its_full_name(current: bool) -> None:
    names = [(row["region_code"], row["county"] or row["prefecture"] or row["province"]) for row in DIVISIONS]
    chosen = [row for row, name in zip(DIVISIONS, names, strict=True) if (name in CHANGES) != current]
    printed = ["".join(dict.fromkeys((row["province"], row["prefecture"], row["county"]))) + "教育局" for row in chosen]
    expected = [
        change["new_code"] if change and change["change"] == "renamed" else row["region_code"]
        for row in chosen
        for change in [CHANGES.get((row["region_code"], row["county"] or row["prefecture"] or row["province"]))]
    ]
    found = read(*printed)
    assert found["region_code"].to_list() == expected
    assert found["function_code"].unique().to_list() == ["education"]


def test_rows_keep_their_order_and_null_is_a_row() -> None:
    names = ["盐池县教育局", None, "", "盐池县教育局", "市教育局"]
    found = read(*names)
    assert found.schema == AGENCY
    assert found["name_printed"].to_list() == names
    assert found["agency_id"].to_list()[1:3] == ["unresolved-", "unresolved-"]
    assert read().schema == AGENCY


@settings(deadline=None)  # the first unknown name loads jieba's dictionary
@given(st.lists(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), max_size=20))
def test_any_name_gets_its_row(names: list[str]) -> None:
    found = read(*names)
    assert found["name_printed"].to_list() == names
    required = found.select("agency_id", "name", "kind", "resolved_by")
    assert required.null_count().sum_horizontal().item() == 0 if names else found.is_empty()
    assert found.filter(pl.col("function_code").is_not_null(), pl.col("kind") != "department").is_empty()
    assert found["agency_id"].str.starts_with("unresolved-").equals(found["region_code"].is_null())


@given(st.data())
@settings(deadline=None)
def test_spaces_and_full_width_forms_do_not_matter(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["攀枝花市东区文化广播电视和旅游局", "盐池县自然资源局(林业局)", "A市教育局"]))
    spaced = "".join(c + data.draw(st.sampled_from(["", " ", "　", "\n", "\u200b"])) for c in name)
    wide = spaced.translate({ord("("): "（", ord(")"): "）", ord("A"): "Ａ"})
    assert ids(spaced, wide) == ids(name, name)
    assert clean_name(clean_name(wide)) == clean_name(wide) == unicodedata.normalize("NFKC", name)
