/* population_tables.c: proportions of the synthetic Taiwan.
 *
 * Sources: residents by county, rounded to thousands (interior ministry's yearbook, end of 2023);
 * units by category and division and persons by category (facts on enrolment and premium, §8; the
 * shares of today are marked unverified there); dependents of items 11–13 average 0.56 (§3.2).
 * Names of people are put together from characters in common use and belong to nobody. */
#include "engine/population_tables.h"

const struct population_county population_counties[POPULATION_COUNTY_COUNT] = {
        {"11", "基隆市", "Keelung", 'C', 1, 361, 290, 60, {"仁愛區", "信義區", "中正區", "安樂區"}},
        {"34", "宜蘭縣", "Yilan", 'G', 1, 450, 330, 700, {"宜蘭市", "羅東鎮", "蘇澳鎮", "礁溪鄉"}},
        {"90", "金門縣", "Kinmen", 'W', 1, 144, 60, 120, {"金城鎮", "金湖鎮", "金沙鎮", "金寧鄉"}},
        {"91",
         "連江縣",
         "Lienchiang",
         'Z',
         1,
         14,
         10,
         10,
         {"南竿鄉", "北竿鄉", "莒光鄉", "東引鄉"}},
        {"31",
         "新北市",
         "New Taipei",
         'F',
         1,
         4041,
         3700,
         700,
         {"板橋區", "三重區", "新莊區", "淡水區"}},
        {"01",
         "臺北市",
         "Taipei",
         'A',
         1,
         2511,
         4300,
         150,
         {"大安區", "信義區", "中山區", "內湖區"}},
        {"33",
         "新竹縣",
         "Hsinchu County",
         'J',
         2,
         590,
         620,
         600,
         {"竹北市", "竹東鎮", "湖口鄉", "新豐鄉"}},
        {"12", "新竹市", "Hsinchu", 'O', 2, 456, 620, 150, {"東區", "北區", "香山區", "東區"}},
        {"35",
         "苗栗縣",
         "Miaoli",
         'K',
         2,
         534,
         420,
         1000,
         {"苗栗市", "頭份市", "竹南鎮", "苑裡鎮"}},
        {"32",
         "桃園市",
         "Taoyuan",
         'H',
         2,
         2317,
         2300,
         1300,
         {"桃園區", "中壢區", "龜山區", "觀音區"}},
        {"37",
         "彰化縣",
         "Changhua",
         'N',
         3,
         1237,
         1000,
         2600,
         {"彰化市", "員林市", "鹿港鎮", "和美鎮"}},
        {"38",
         "南投縣",
         "Nantou",
         'M',
         3,
         476,
         300,
         1700,
         {"南投市", "草屯鎮", "埔里鎮", "竹山鎮"}},
        {"03",
         "臺中市",
         "Taichung",
         'B',
         3,
         2845,
         3000,
         2200,
         {"西屯區", "北屯區", "豐原區", "大里區"}},
        {"39",
         "雲林縣",
         "Yunlin",
         'P',
         4,
         659,
         420,
         2400,
         {"斗六市", "虎尾鎮", "西螺鎮", "北港鎮"}},
        {"22", "嘉義市", "Chiayi", 'I', 4, 263, 280, 100, {"東區", "西區", "東區", "西區"}},
        {"40",
         "嘉義縣",
         "Chiayi County",
         'Q',
         4,
         482,
         300,
         1700,
         {"太保市", "朴子市", "民雄鄉", "水上鄉"}},
        {"05",
         "臺南市",
         "Tainan",
         'D',
         4,
         1859,
         1700,
         2400,
         {"永康區", "安南區", "東區", "新營區"}},
        {"43",
         "屏東縣",
         "Pingtung",
         'T',
         5,
         794,
         500,
         2100,
         {"屏東市", "潮州鎮", "東港鎮", "內埔鄉"}},
        {"44", "澎湖縣", "Penghu", 'X', 5, 108, 60, 300, {"馬公市", "湖西鄉", "白沙鄉", "西嶼鄉"}},
        {"02",
         "高雄市",
         "Kaohsiung",
         'E',
         5,
         2737,
         2500,
         1900,
         {"三民區", "左營區", "鳳山區", "岡山區"}},
        {"46",
         "臺東縣",
         "Taitung",
         'V',
         6,
         211,
         120,
         700,
         {"臺東市", "成功鎮", "關山鎮", "卑南鄉"}},
        {"45",
         "花蓮縣",
         "Hualien",
         'U',
         6,
         317,
         230,
         700,
         {"花蓮市", "吉安鄉", "玉里鎮", "新城鄉"}},
};

const struct population_kind_row population_kinds[POPULATION_KIND_COUNT] = {
        [POPULATION_GOVERNMENT] = {26000, 130, true, false, 11, "公所"},
        [POPULATION_PUBLIC_SCHOOL] = {20000, 95, true, false, 11, "國民小學"},
        [POPULATION_PRIVATE_SCHOOL] = {4000, 210, true, false, 11, "私立高級中學"},
        [POPULATION_FIRM] = {533000, 0, false, false, 12, "有限公司"},
        [POPULATION_EMPLOYER] = {1500, 0, false, false, 13, "（家庭雇主）"},
        [POPULATION_PRACTICE] = {5500, 0, false, false, 15, "事務所"},
        [POPULATION_TRADE_UNION] = {139000, 960, true, false, 21, "職業工會"},
        [POPULATION_SEAFARERS] = {1000, 4000, true, false, 22, "海員工會"},
        [POPULATION_FARMERS] = {74000, 5600, true, true, 31, "農會"},
        [POPULATION_FISHERMEN] = {8000, 4900, true, true, 32, "區漁會"},
        [POPULATION_MILITARY] = {4500, 13000, true, false, 41, "後勤支援單位"},
        [POPULATION_SUBSTITUTE] = {500, 5000, true, false, 42, "替代役中心"},
        [POPULATION_PRISON] = {2400, 1150, true, false, 43, "監獄"},
        [POPULATION_TOWNSHIP] = {180600, 11700, false, false, 62, "公所（社會課）"},
};

const struct population_size_row population_firm_sizes[] = {
        {340000, 1, 1},   {180000, 2, 2},   {110000, 3, 3},    {80000, 4, 4},
        {150000, 5, 9},   {70000, 10, 19},  {45000, 20, 49},   {17170, 50, 99},
        {6000, 100, 299}, {1500, 300, 999}, {300, 1000, 4999}, {30, 5000, 14999},
};
const size_t population_firm_size_count = COUNT_OF(population_firm_sizes);

/* clang-format off */
static const struct population_family_row families[] = {
        {11, {560, 220, 170, 40, 8, 2}, 1000, 23, 64},
        {12, {610, 200, 145, 36, 8, 1}, 1000, 19, 66},
        {13, {900,  70,  25,  5, 0, 0}, 1000, 24, 60},
        {14, {520, 220, 190, 55, 12, 3}, 1000, 28, 74},
        {15, {560, 210, 170, 45, 12, 3}, 1000, 28, 72},
        {21, {660, 180, 120, 32, 7, 1}, 1000, 20, 74},
        {22, {560, 220, 170, 40, 8, 2}, 1000, 22, 62},
        {31, {700, 210,  70, 16, 3, 1}, 1000, 36, 88},
        {32, {670, 220,  85, 20, 4, 1}, 1000, 30, 82},
        {41, {1000,  0,   0,  0, 0, 0}, 1000, 18, 27},
        {42, {1000,  0,   0,  0, 0, 0}, 1000, 19, 30},
        {43, {1000,  0,   0,  0, 0, 0}, 1000, 19, 78},
        {51, {1000,  0,   0,  0, 0, 0}, 1000,  0, 90},
        {61, {620, 300,  60, 15, 4, 1}, 1000, 45, 96},
        {62, {640, 220, 100, 30, 8, 2}, 1000, 20, 92},
};

static const struct {
	uint8_t category;
	int32_t wage[POPULATION_QUANTILES];
} wages[] = {
        {11, {29500, 36300, 40100, 42000, 43900, 45800, 48200, 50600, 53000, 55400, 57800,
              60800, 63800, 66800, 69800, 74000, 78500, 83900, 92100, 105600, 182000}},
        {12, {18000, 27000, 28600, 29500, 30300, 31400, 32900, 34800, 36300, 38200, 40000,
              42000, 43900, 45800, 49000, 53000, 59000, 68000, 82000, 110100, 330000}},
        {14, {45800, 45800, 45800, 45800, 45800, 48200, 50600, 53000, 57800, 60800, 66800,
              72800, 80200, 92100, 105600, 120900, 150000, 182000, 219500, 313000, 313000}},
        {21, {20000, 27000, 29000, 29500, 29500, 29500, 29500, 29500, 29500, 30300, 30300,
              30300, 31800, 31800, 33300, 34800, 36300, 40100, 43900, 45800, 72800}},
};
/* clang-format on */

const struct population_family_row *population_family(uint8_t category) {
	for (size_t i = 0; i < COUNT_OF(families); i++)
		if (families[i].category == category) return &families[i];
	return &families[1];
}

const int32_t *population_wage_quantiles(uint8_t category) {
	for (size_t i = 0; i < COUNT_OF(wages); i++)
		if (wages[i].category == category) return wages[i].wage;
	return category == 15 ? wages[2].wage : wages[1].wage;
}

const char *const population_surnames[] = {
        "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "洪",
        "郭", "邱", "曾", "廖", "賴", "徐", "周", "葉", "蘇", "莊", "呂", "江", "何", "蕭",
        "羅", "高", "潘", "簡", "朱", "鍾", "游", "彭", "詹", "胡", "施", "沈", "余", "盧",
        "梁", "趙", "顏", "柯", "翁", "魏", "孫", "戴", "范", "方", "宋", "鄧", "杜", "傅",
        "侯", "曹", "薛", "丁", "卓", "馬", "阮", "董", "温", "唐", "藍", "石", "蔣", "田",
};
const uint32_t population_surname_weights[COUNT_OF(population_surnames)] = {
        1110, 830, 600, 530, 510, 410, 400, 320, 290, 270, 230, 190, 180, 150, 150, 150, 140, 140,
        130,  130, 120, 120, 120, 100, 100, 100, 90,  90,  90,  80,  80,  80,  70,  70,  70,  70,
        60,   60,  60,  60,  50,  50,  50,  50,  50,  50,  50,  40,  40,  40,  40,  40,  40,  40,
        40,   40,  30,  30,  30,  30,  30,  30,  30,  30,  20,  20,  20,  20,  20,  20,
};
const uint32_t population_surname_total = 9620;
const size_t population_surname_count = COUNT_OF(population_surnames);

const char *const population_given_male[] = {
        "志", "明", "家", "豪", "建", "宏", "文", "傑", "俊", "偉", "承", "恩", "宗", "翰",
        "冠", "宇", "柏", "廷", "嘉", "哲", "信", "義", "國", "華", "榮", "昌", "進", "財",
        "正", "雄", "清", "山", "金", "水", "天", "佑", "子", "軒", "品", "睿", "浩", "維",
        "政", "達", "育", "誠", "仁", "德", "勝", "利", "勇", "毅", "彥", "均", "昱", "辰",
};
const size_t population_given_male_count = COUNT_OF(population_given_male);

const char *const population_given_female[] = {
        "淑", "芬", "美", "玲", "惠", "雅", "婷", "怡", "君", "佩", "珊", "詩", "涵", "欣",
        "宜", "郁", "雯", "靜", "慧", "麗", "秀", "英", "素", "珍", "玉", "蘭", "鳳", "嬌",
        "月", "娥", "春", "梅", "瑞", "香", "思", "妤", "子", "晴", "品", "妍", "芷", "瑜",
        "筱", "琪", "佳", "蓉", "心", "柔", "曉", "萱", "依", "潔", "若", "雲", "安", "琳",
};
const size_t population_given_female_count = COUNT_OF(population_given_female);

const char *const population_firm_words[] = {
        "晨光", "廣源", "大禾", "永茂", "瑞霖", "東岳", "海昇", "長青", "立群", "明德", "新橋",
        "金穗", "玉山", "友聯", "安泰", "宏圖", "正隆", "合興", "全益", "嘉禾", "華信", "富達",
        "光復", "南星", "北辰", "松柏", "福田", "勝豐", "順發", "協和", "聯誠", "振宇",
};
const size_t population_firm_word_count = COUNT_OF(population_firm_words);

const char *const population_trades[] = {
        "精密", "食品", "貿易", "電子", "營造", "物流", "餐飲", "紡織", "機械", "資訊", "化工",
        "印刷", "汽車", "五金", "建材", "旅遊", "美容", "設計", "清潔", "保全", "農產", "光電",
};
const size_t population_trade_count = COUNT_OF(population_trades);

const char *const population_streets[] = {
        "中山路", "中正路", "民生路", "復興路", "和平路", "成功路", "建國路", "文化路",
        "光明路", "新興街", "公園街", "學府路", "自強路", "民權路", "工業路", "忠孝街",
};
const size_t population_street_count = COUNT_OF(population_streets);
